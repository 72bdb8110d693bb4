"""Builders of the layout matrix: the same plan, drawn in many ways by many producers.

`piano` reads the hand-made tables, `rendition` names the choices, `blocks` turns plan and choices into titles and
tables, one module for each producer draws them, `touches` adds what comes onto a page later (stamps, watermarks,
rotation), `catalogue` lists the committed renditions, `chance` draws random ones.
"""

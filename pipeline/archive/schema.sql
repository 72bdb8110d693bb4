-- The archive of plans, schema 1. Every column is explained in docs/archivio.md.
CREATE TABLE archivio (
  chiave TEXT PRIMARY KEY,
  valore TEXT NOT NULL
);

CREATE TABLE piani (
  id INTEGER PRIMARY KEY,
  ente TEXT,
  anno INTEGER,
  atto TEXT,
  atto_data TEXT,
  titolo TEXT,
  versione INTEGER NOT NULL,
  lettura INTEGER NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  formato TEXT NOT NULL,
  pagine INTEGER,
  impronta TEXT NOT NULL,
  versione_programma TEXT NOT NULL,
  versione_schema TEXT NOT NULL,
  albero_json TEXT NOT NULL,
  ente_chiave TEXT NOT NULL,
  anno_chiave INTEGER NOT NULL,
  atto_chiave TEXT NOT NULL,
  UNIQUE (ente_chiave, anno_chiave, atto_chiave, lettura)
);

CREATE TABLE settori (
  piano INTEGER NOT NULL REFERENCES piani (id),
  chiave TEXT NOT NULL,
  ordine INTEGER NOT NULL,
  codice TEXT NOT NULL,
  testo TEXT NOT NULL,
  nome TEXT NOT NULL,
  PRIMARY KEY (piano, chiave)
) WITHOUT ROWID;

CREATE TABLE obiettivi (
  piano INTEGER NOT NULL REFERENCES piani (id),
  chiave TEXT NOT NULL,
  settore TEXT NOT NULL,
  ordine INTEGER NOT NULL,
  codice TEXT NOT NULL,
  testo TEXT NOT NULL,
  nome TEXT NOT NULL,
  anno INTEGER,
  PRIMARY KEY (piano, chiave),
  FOREIGN KEY (piano, settore) REFERENCES settori (piano, chiave)
) WITHOUT ROWID;

CREATE TABLE obiettivi_individuali (
  piano INTEGER NOT NULL REFERENCES piani (id),
  chiave TEXT NOT NULL,
  ordine INTEGER NOT NULL,
  codice TEXT NOT NULL,
  testo TEXT NOT NULL,
  nome TEXT NOT NULL,
  anno INTEGER,
  settore TEXT,
  unita TEXT,
  PRIMARY KEY (piano, chiave)
) WITHOUT ROWID;

CREATE TABLE indicatori (
  piano INTEGER NOT NULL REFERENCES piani (id),
  chiave TEXT NOT NULL,
  obiettivo TEXT,
  obiettivo_individuale TEXT,
  ordine INTEGER NOT NULL,
  testo TEXT NOT NULL,
  algoritmo TEXT,
  numeratore TEXT,
  denominatore TEXT,
  target TEXT NOT NULL,
  target_tipo TEXT,
  target_operatore TEXT,
  target_valore TEXT,
  target_unita TEXT,
  target_direzione TEXT,
  owner TEXT,
  owner_metodo TEXT,
  pagina INTEGER,
  PRIMARY KEY (piano, chiave),
  FOREIGN KEY (piano, obiettivo) REFERENCES obiettivi (piano, chiave),
  FOREIGN KEY (piano, obiettivo_individuale) REFERENCES obiettivi_individuali (piano, chiave),
  CHECK ((obiettivo IS NULL) <> (obiettivo_individuale IS NULL))
) WITHOUT ROWID;

CREATE TABLE indicatori_unita (
  piano INTEGER NOT NULL,
  indicatore TEXT NOT NULL,
  unita TEXT NOT NULL,
  PRIMARY KEY (piano, indicatore, unita),
  FOREIGN KEY (piano, indicatore) REFERENCES indicatori (piano, chiave)
) WITHOUT ROWID;

CREATE TABLE segnalazioni (
  piano INTEGER NOT NULL REFERENCES piani (id),
  ordine INTEGER NOT NULL,
  codice TEXT NOT NULL,
  gravita TEXT NOT NULL,
  messaggio TEXT NOT NULL,
  nodo TEXT,
  PRIMARY KEY (piano, ordine)
) WITHOUT ROWID;

CREATE INDEX indicatori_unita_per_unita ON indicatori_unita (unita, piano);

-- for each body and year the plan in force: the last act, in its last reading
CREATE VIEW ultime_versioni AS
SELECT * FROM (
  SELECT piani.*, row_number() OVER (
    PARTITION BY ente_chiave, anno_chiave ORDER BY atto_data DESC, versione DESC, lettura DESC
  ) AS posto FROM piani
) WHERE posto = 1;

-- one row per indicator of the plans in force, with all that stands above it
CREATE VIEW albero AS
SELECT p.ente, p.anno, p.atto, s.codice AS settore_codice, s.testo AS settore,
  coalesce(o.codice, n.codice) AS obiettivo_codice, coalesce(o.testo, n.testo) AS obiettivo,
  i.chiave AS indicatore_id, i.testo AS indicatore, i.algoritmo, i.target, i.target_tipo, i.target_operatore,
  i.target_valore, i.target_unita, i.target_direzione, i.owner,
  (n.chiave IS NOT NULL) AS individuale, p.id AS piano
FROM ultime_versioni AS p
JOIN indicatori AS i ON i.piano = p.id
LEFT JOIN obiettivi AS o ON o.piano = p.id AND o.chiave = i.obiettivo
LEFT JOIN settori AS s ON s.piano = p.id AND s.chiave = o.settore
LEFT JOIN obiettivi_individuali AS n ON n.piano = p.id AND n.chiave = i.obiettivo_individuale;

-- how many indicators each unit answers for, year by year
CREATE VIEW carico_unita AS
SELECT p.ente, p.anno, u.unita, count(*) AS indicatori
FROM ultime_versioni AS p JOIN indicatori_unita AS u ON u.piano = p.id
GROUP BY p.id, u.unita;

-- the deadlines of the plans in force, day by day
CREATE VIEW scadenze AS
SELECT ente, anno, target_valore AS giorno, obiettivo_codice, obiettivo, indicatore_id, indicatore, owner
FROM albero WHERE target_tipo = 'scadenza' AND target_valore IS NOT NULL;

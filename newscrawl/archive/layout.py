"""The tables of the archive, and how an older file becomes one of today."""

APPLICATION = 0x6E777363
"""What tells an archive from other SQLite files: "nwsc"."""

MIGRATIONS = (
    """
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        sweep INTEGER NOT NULL,     -- the run that began what this one goes on with
        job INTEGER NOT NULL REFERENCES jobs (id),
        scope TEXT NOT NULL,        -- JSON: its arguments
        started TEXT NOT NULL,
        ended TEXT,                 -- null while it runs, and after a kill
        reason TEXT,                -- why it ended: finished, shutdown, …
        figures TEXT                -- JSON: what it came to
    );
    CREATE TABLE jobs (
        id INTEGER PRIMARY KEY,
        arguments TEXT NOT NULL UNIQUE  -- JSON: what pages are asked for together
    );
    CREATE TABLE pages (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE,   -- 16 bytes that stand for all its addresses
        url TEXT NOT NULL,
        host TEXT NOT NULL,
        kind TEXT,                  -- article, list, part, other; null until read
        -- pending, done, gone, failed, refused, aside, absent, forgotten
        state TEXT NOT NULL,
        outcome TEXT,               -- what its last visit came to
        -- bits: start 1, neighbours 2, sections 4, related 8, sitemaps 16, feeds 32,
        -- rest 64, dates 128
        roads INTEGER NOT NULL,
        followed INTEGER NOT NULL DEFAULT 0,    -- the roads followed from it
        priority INTEGER NOT NULL,  -- the highest is asked for first
        job INTEGER NOT NULL REFERENCES jobs (id),
        found INTEGER NOT NULL,     -- the sweep that found it
        asked INTEGER NOT NULL,     -- the sweep that last asked for it
        attempts INTEGER NOT NULL DEFAULT 0,    -- failures since it last answered
        due TEXT,                   -- pending: not before; done: to be looked at again
        visited TEXT,
        etag TEXT,
        modified TEXT,              -- its Last-Modified
        day TEXT,                   -- of publication, in the site's zone
        list INTEGER REFERENCES pages (id),     -- the list that it is an older page of
        -- a list: the day it was walked back to; 0001-01-01: to its end
        reached TEXT,
        same_as INTEGER REFERENCES pages (id),  -- another address of that page
        request TEXT                -- JSON: what the request has beside its address
    );
    CREATE INDEX pages_pending ON pages (job, host, priority DESC, id)
        WHERE state = 'pending';
    CREATE INDEX pages_due ON pages (due)
        WHERE state = 'done' AND kind = 'article' AND due IS NOT NULL;
    CREATE INDEX pages_state ON pages (state, outcome);
    CREATE INDEX pages_lists ON pages (asked) WHERE kind = 'list' AND list IS NULL;
    CREATE TABLE listed (
        list INTEGER NOT NULL REFERENCES pages (id),
        key BLOB NOT NULL,          -- of the story
        sweep INTEGER NOT NULL,     -- the sweep that last found it there
        page INTEGER NOT NULL,      -- the page of the list that it stood on
        card BLOB NOT NULL,         -- 8 bytes that stand for the words of its card
        pinned INTEGER NOT NULL DEFAULT 0,  -- 1: stood on more than one page at once
        PRIMARY KEY (list, key)
    ) WITHOUT ROWID;
    CREATE INDEX listed_page ON listed (page);
    CREATE TABLE articles (
        id INTEGER PRIMARY KEY,
        key BLOB NOT NULL UNIQUE,
        url TEXT NOT NULL,
        post TEXT,                  -- host and the publisher's own number
        page INTEGER REFERENCES pages (id),     -- where it was read
        gone TEXT                   -- when it was found to have been taken away
    );
    CREATE INDEX articles_post ON articles (post) WHERE post IS NOT NULL;
    CREATE INDEX articles_page ON articles (page);
    CREATE TABLE revisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,   -- in the order of storing
        article INTEGER NOT NULL REFERENCES articles (id),
        revision INTEGER NOT NULL,
        run INTEGER NOT NULL REFERENCES runs (id),
        content_hash TEXT NOT NULL,
        text_key BLOB,              -- 16 bytes that stand for the normalised text
        record TEXT NOT NULL,       -- JSON: the line of the feed
        UNIQUE (article, revision)
    );
    CREATE INDEX revisions_text ON revisions (text_key) WHERE text_key IS NOT NULL;
    CREATE TABLE forgotten (
        key BLOB PRIMARY KEY,       -- of the article's address
        post TEXT,
        since TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE feeds (
        path TEXT PRIMARY KEY,
        scope TEXT NOT NULL,        -- JSON: which articles it holds
        delivered INTEGER NOT NULL, -- the last revision that is in it
        size INTEGER NOT NULL,      -- bytes it had then
        updated TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE answers (          -- of the doors of roads: sitemaps, feeds, …
        page INTEGER PRIMARY KEY REFERENCES pages (id),
        road INTEGER NOT NULL,      -- its bit
        stories INTEGER NOT NULL,   -- how many it told of when it last answered
        total INTEGER,              -- how many it says there are
        mark TEXT,                  -- the latest change that it has told of
        agreement TEXT              -- JSON: whether its texts are those of the pages
    );
    """,
    """
    CREATE TABLE tallies (          -- what each run read
        run INTEGER NOT NULL REFERENCES runs (id),
        host TEXT NOT NULL,
        reader TEXT NOT NULL,       -- page, or the road that told articles whole
        figures TEXT NOT NULL,      -- JSON
        PRIMARY KEY (run, host, reader)
    ) WITHOUT ROWID;
    CREATE TABLE drifts (           -- in what runs were not like those before them
        run INTEGER NOT NULL REFERENCES runs (id),
        host TEXT NOT NULL,
        reader TEXT NOT NULL,
        field TEXT NOT NULL,
        words TEXT NOT NULL,        -- the figures, now and before
        examples TEXT NOT NULL,     -- JSON: addresses
        accepted TEXT               -- when it was said that this is how it is to be
    );
    """,
    """
    CREATE TABLE sketches (         -- of the latest text of each article
        article INTEGER PRIMARY KEY REFERENCES articles (id),
        cluster TEXT NOT NULL,      -- the same for all articles of one text
        sketch BLOB                 -- null where the text is too short
    );
    CREATE TABLE shingles (         -- runs of words, and who has them
        hash INTEGER NOT NULL,
        article INTEGER NOT NULL,
        PRIMARY KEY (hash, article)
    ) WITHOUT ROWID;
    CREATE TABLE paragraphs (       -- that begin or end articles
        hash INTEGER PRIMARY KEY,
        articles INTEGER NOT NULL   -- how many
    );
    """,
    """
    CREATE TABLE kept (             -- the last answer of each address that is kept
        key BLOB PRIMARY KEY,       -- 16 bytes that stand for just this address
        file TEXT NOT NULL,         -- in the folder `pages`
        offset INTEGER NOT NULL,    -- where its record begins, in bytes
        digest TEXT NOT NULL,       -- of its body
        date TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE facts (            -- what was learnt of the newspaper from its site
        name TEXT PRIMARY KEY,      -- zone, language, title, start
        value TEXT NOT NULL,
        source TEXT NOT NULL,       -- how it was learnt
        since TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
)
"""The statements that lead from each version of the tables to the next."""

VERSION = len(MIGRATIONS)

VIEWS = """
    DROP VIEW IF EXISTS latest;
    CREATE VIEW latest AS
        SELECT articles.url, json_extract(record, '$.title') AS title,
            json_extract(record, '$.published') AS published,
            json_extract(record, '$.section') AS section,
            json_extract(record, '$.word_count') AS words, max(revision) AS revision,
            json_extract(record, '$.fetched') AS fetched, articles.gone, record
        FROM articles JOIN revisions ON revisions.article = articles.id
        GROUP BY articles.id;
    DROP VIEW IF EXISTS history;
    CREATE VIEW history AS
        SELECT articles.url, revision, json_extract(record, '$.fetched') AS fetched,
            json_extract(record, '$.title') AS title, content_hash, runs.started AS run
        FROM revisions JOIN articles ON articles.id = revisions.article
        JOIN runs ON runs.id = revisions.run ORDER BY revisions.id;
    DROP VIEW IF EXISTS failures;
    CREATE VIEW failures AS
        SELECT url, state, outcome, attempts, visited, due FROM pages
        WHERE state IN ('failed', 'gone', 'refused')
            OR (state = 'pending' AND attempts > 0);
    DROP VIEW IF EXISTS queue;
    CREATE VIEW queue AS
        SELECT url, host, kind, priority, attempts, due FROM pages
        WHERE state = 'pending' ORDER BY priority DESC, id;
    DROP VIEW IF EXISTS months;
    CREATE VIEW months AS
        SELECT substr(published, 1, 7) AS month, count(*) AS articles,
            sum(words) AS words FROM latest GROUP BY month ORDER BY month;
"""
"""Views for people: made anew with every version."""

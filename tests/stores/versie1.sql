-- A store of version 1, as avgkit wrote it; the people in it are invented.
PRAGMA application_id = 1096173396;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
BEGIN TRANSACTION;
CREATE TABLE event (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, recorded TEXT NOT NULL, record TEXT NOT NULL, about INTEGER NOT NULL,
    subjects TEXT NOT NULL, personal TEXT NOT NULL, proof TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
INSERT INTO "event" VALUES(1,'consent','2026-11-24','00000000-0000-4000-8000-000000000001',0,'f3435904aa5babbe5c6ab7f838aa4737d84a3b0ed9f5c164878256ffc8b502f9 26fa1a0a00e6de42dfbeeb15a861db085b3138dca6cd0bab86ec7c0b73d39577','b62ee90cdc00d5c486155de8d2be193eeec8db193320da33ff14385a3d36fddf','5cf8a09253f3f82168e38ae17b7300e4040bf3d8c89c56a87da4b4d9c74e5182','0000000000000000000000000000000000000000000000000000000000000000','336ac0ccc3918ec6157066a9bbee7cbefedd95aee5bc8dfa0076f42f55294cbe');
INSERT INTO "event" VALUES(2,'consent','2026-11-24','00000000-0000-4000-8000-000000000002',0,'51672b04352539d4a3c1ba2bd5a1ece2556684a0134125188fa842b05d49a522','844aca4326312b28adb7bbea3b0f42d88b1a1edcfa2a75753ddf93692045b9d5','7e33eb23269e7edda25b2daf43ab1481152e08d96d07cdd348aa640cc4eaa327','336ac0ccc3918ec6157066a9bbee7cbefedd95aee5bc8dfa0076f42f55294cbe','34c4435a36c266284979a57d1864d1ee6e9a52d6aaf47121f6a0ef80c4c8caac');
INSERT INTO "event" VALUES(3,'withdrawal','2026-11-24','',0,'51672b04352539d4a3c1ba2bd5a1ece2556684a0134125188fa842b05d49a522','4a1019fdb8bd56cb619c8d0f12daa7cb556d1d593355bb0342ea6ac78200e10b','e64ea73c45e6f38240e53ea3acce181ebce1ee8fddfe4b3af42b9a0d7d38ba0a','34c4435a36c266284979a57d1864d1ee6e9a52d6aaf47121f6a0ef80c4c8caac','86883998ed5afbb07fab420d4aae2e724577e52eaa267e7565ed3d7e8cb56e2a');
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO "meta" VALUES('key','459b6a672d2871b7abf7289c1cb3de004f72a5525d9d3ad61e81915e05791f0b');
INSERT INTO "meta" VALUES('head','3 86883998ed5afbb07fab420d4aae2e724577e52eaa267e7565ed3d7e8cb56e2a');
CREATE TABLE payload (
    seq INTEGER NOT NULL REFERENCES event, part TEXT NOT NULL, salt TEXT NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (seq, part));
INSERT INTO "payload" VALUES(1,'personal','a3e0047a258fcb4a5dc62a2ef8efe769','{"email": "anouk.vandalen@example.nl", "name": "Anouk van Dalen", "origin": "192.0.2.10", "phone": "+31600002000"}');
INSERT INTO "payload" VALUES(1,'proof','89909125eeb14750ee900b9e26cc5480','{"box": "unticked", "channel": "email", "confirmed_at": "2026-03-01T10:34:00", "form_version": "formulier 3", "given_at": "2026-03-01T10:30:00", "method": "box", "notice_version": "mei 2025", "opt_out_offered": "yes", "purpose": "newsletter", "sender": "Noor Fictief Teksten", "separate": "yes", "source": "test", "text": "Ja, stuur mij je nieuwsbrief. Afmelden kan altijd."}');
INSERT INTO "payload" VALUES(2,'personal','0b06694e27391aba48ff3cc996c34ba6','{"email": "bram@example.org", "name": "Bram Bos", "origin": "beurs"}');
INSERT INTO "payload" VALUES(2,'proof','04561f811e7584508dfe97e3053611f3','{"box": "unticked", "channel": "email", "confirmed_at": "2026-03-01T10:34:00", "form_version": "formulier 3", "given_at": "2026-03-01T10:30:00", "method": "box", "notice_version": "mei 2025", "opt_out_offered": "yes", "purpose": "newsletter", "sender": "Noor Fictief Teksten", "separate": "yes", "source": "test", "text": "Ja, stuur mij je nieuwsbrief. Afmelden kan altijd."}');
INSERT INTO "payload" VALUES(3,'personal','a438ed1e0c864d59e173fb620fb1420e','{"email": "bram@example.org"}');
INSERT INTO "payload" VALUES(3,'proof','4e116a1ba84a118228d252f471cc2f29','{"at": "2026-05-01"}');
CREATE INDEX event_record ON event (record);
CREATE INDEX event_about ON event (about, kind);
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payload_stays BEFORE UPDATE ON payload BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payload_kept BEFORE DELETE ON payload
    WHEN NOT EXISTS (SELECT 1 FROM event WHERE about = OLD.seq AND kind = 'erase_' || OLD.part)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payload_new BEFORE INSERT ON payload WHEN NEW.seq <> (SELECT max(seq) FROM event)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
COMMIT;

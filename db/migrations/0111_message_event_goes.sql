-- The events of a message go with it when its time is over: the house's user may
-- not delete from books of events, the key may.
ALTER TABLE message_event DROP FOREIGN KEY IF EXISTS message_event_message;
ALTER TABLE message_event ADD CONSTRAINT message_event_message
	FOREIGN KEY IF NOT EXISTS (message_id) REFERENCES message (id) ON DELETE CASCADE;

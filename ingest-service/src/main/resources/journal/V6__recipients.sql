-- Whom a message calls: nobody in particular, or a person at an address of the channel.
ALTER TABLE delivery ADD COLUMN person VARCHAR(200) NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN address VARCHAR(400) NOT NULL DEFAULT '';

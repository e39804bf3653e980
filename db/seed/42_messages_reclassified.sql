-- The places of the message about a re-classified reason of a reissue.
INSERT INTO notify_event (event, words, urgent, reach, must, places) VALUES
('review.reclassified', '补办原因重新核定', 0, 'ACCOUNT', 'SMS', '!no=BJCABB20211115093000123|service=补办|reason=人为损坏|!sum=150.00')
ON DUPLICATE KEY UPDATE words = VALUES(words), places = VALUES(places);

-- DriveChange: positions of item changes, for Oracle.
-- DriveChange never runs this file. The part of the name before "target" is drivechange.table-prefix.
-- target and account are copies for the operator, cut to 400 characters; account is NULL for the default account.
-- saved_at is the time of the last save in milliseconds since 1970-01-01T00:00:00Z, as a number: the meaning of
-- timestamps depends on database, driver and time zone.
CREATE TABLE drivechange_target (
    id         VARCHAR2(64 CHAR) NOT NULL,
    target     VARCHAR2(400 CHAR),
    account    VARCHAR2(400 CHAR),
    owner_node VARCHAR2(400 CHAR),
    epoch      NUMBER(19) NOT NULL,
    saves      NUMBER(19) NOT NULL,
    token      CLOB,
    saved_at   NUMBER(19),
    PRIMARY KEY (id)
);

-- DriveChange: positions of item changes, for MySQL and MariaDB.
-- DriveChange never runs this file. The part of the name before "target" is drivechange.table-prefix.
-- target and account are copies for the operator, cut to 400 characters; account is NULL for the default account.
-- saved_at is the time of the last save in milliseconds since 1970-01-01T00:00:00Z, as a number: the meaning of
-- timestamps depends on database, driver and time zone.
CREATE TABLE drivechange_target (
    id         VARCHAR(64) NOT NULL,
    target     VARCHAR(400),
    account    VARCHAR(400),
    owner_node VARCHAR(400),
    epoch      BIGINT NOT NULL,
    saves      BIGINT NOT NULL,
    token      MEDIUMTEXT,
    saved_at   BIGINT,
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4;

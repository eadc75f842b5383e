// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import org.drivechange.DriveTarget;
import org.drivechange.spi.DeltaTokenStore;

/** Store of positions in a database. {@code impl/docs/item-changes.md} shows this class, without what precedes it. */
@ApplicationScoped
class DatabasePositions implements DeltaTokenStore {

    @PersistenceContext
    EntityManager database;

    @Override
    @Transactional
    public Opened open(String application, DriveTarget target, String account, long epoch) {
        DeltaPosition position = find(application, target, account);
        if (position == null) {
            position = new DeltaPosition(id(application, target, account));
            database.persist(position);
        }
        return position.open(epoch);
    }

    @Override
    @Transactional
    public boolean save(String application, DriveTarget target, String account, long epoch, String token) {
        return find(application, target, account).save(epoch, token);
    }

    private DeltaPosition find(String application, DriveTarget target, String account) {
        return database.find(DeltaPosition.class, id(application, target, account), LockModeType.PESSIMISTIC_WRITE);
    }

    private static String id(String application, DriveTarget target, String account) {
        return application + '|' + account + '|' + target.path();
    }
}

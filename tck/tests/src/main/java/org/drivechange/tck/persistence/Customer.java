// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;

/** Entity with a version. */
@Entity
@Table(name = "TCK_CUSTOMER")
public class Customer {

    @Id
    private long id;

    @Version
    private int version;

    private String name;
    private LocalDate birthday;

    protected Customer() {}

    Customer(long id, String name, LocalDate birthday) {
        this.id = id;
        this.name = name;
        this.birthday = birthday;
    }

    void rename(String newName) {
        name = newName;
    }

    @Override
    public String toString() {
        return id + ", " + name + ", " + birthday + ", version " + version;
    }
}

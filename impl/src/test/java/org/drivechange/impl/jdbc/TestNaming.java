// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;

/** JNDI with one name, which a system property holds. */
public final class TestNaming implements InitialContextFactory {

    static final String BOUND = "drivechange.test.bound";

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
        return new InitialContext(true) {
            @Override
            public Object lookup(String name) throws NamingException {
                if (name.equals(System.getProperty(BOUND))) {
                    return new TestDataSource(() -> null);
                }
                throw new NameNotFoundException(name);
            }
        };
    }
}

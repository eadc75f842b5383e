// SPDX-License-Identifier: Apache-2.0
/**
 * A file changes in OneDrive or SharePoint; a bean method in a Jakarta EE application runs.
 *
 * <h2>Observe a drive</h2>
 *
 * <p>Any CDI bean will do. The class needs a scope, so that CDI sees it in an archive of bean discovery mode
 * {@code annotated}:
 *
 * <pre>{@code
 * @ApplicationScoped
 * class Inbox {
 *
 *     @DriveChange(target = "/me/drive/root")
 *     void changed(DriveNotification notification) {
 *         // something changed: ask Graph for the delta
 *     }
 * }
 * }</pre>
 *
 * <p>The targets are those of {@link org.drivechange.DriveTarget}. Three spellings mean the same: the short form above,
 * {@code @Observes} and {@code @ObservesAsync}:
 *
 * <pre>{@code
 * void changed(@Observes @DriveChange(target = "/me/drive/root") DriveNotification n, Mailer mailer) { … }
 *
 * void changed(@ObservesAsync @DriveChange(target = "${inbox.drive}", account = "contoso") DriveNotification n) { … }
 * }</pre>
 *
 * <h2>What happens</h2>
 *
 * <p>At deployment a CDI extension finds the observers. When the application has started, it asks Microsoft Graph for each
 * target's socket.io endpoint, opens a WebSocket to it, keeps it alive and renewed, and fires CDI events:
 *
 * <ul>
 *   <li>{@link org.drivechange.DriveSessionOpened}: notifications flow from now on. Read the delta when it is not
 *       {@code resumed()}.
 *   <li>{@link org.drivechange.DriveNotification} of cause {@code CHANGE}: something changed. Read the delta.
 *   <li>{@link org.drivechange.DriveSessionClosed}: the session is lost; it is opened again by itself.
 *   <li>{@link org.drivechange.DriveNotification} of cause {@code CATCH_UP}: something may have changed unnoticed. Read
 *       the delta, as always.
 * </ul>
 *
 * <p>Events of one target come in order and one at a time, synchronous observers first. A slow observer delays its own
 * target only, and one that throws stops nothing.
 *
 * <h2>Configure it</h2>
 *
 * <p>One key of MicroProfile Config is needed, the delegated access token; in {@code META-INF/microprofile-config.properties},
 * for example:
 *
 * <pre>
 * drivechange.token=eyJ0eXAi…
 * </pre>
 *
 * <p>Such a token lives about an hour. An application that runs longer provides fresh ones through a bean that implements
 * {@link org.drivechange.spi.AccessTokenProvider}. All other keys have defaults.
 *
 * <h2>Watch a drive at run time</h2>
 *
 * <p>{@link org.drivechange.DriveChanges} is injectable: it watches targets that no annotation names, and tells how every
 * target is doing.
 *
 * <h2>Test your bean</h2>
 *
 * <p>Events can be made and fired by hand:
 *
 * <pre>{@code
 * @Inject @DriveChange(target = "/me/drive/root") Event<DriveNotification> event;
 *
 * event.fire(DriveNotification.change(DriveTarget.parse("/me/drive/root")).build());
 * }</pre>
 */
package org.drivechange;

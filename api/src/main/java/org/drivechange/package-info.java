// SPDX-License-Identifier: Apache-2.0
/**
 * Calls CDI bean methods of a Jakarta EE application when files change in OneDrive or SharePoint.
 *
 * <h2>Observe a drive</h2>
 *
 * <p>Any CDI bean can observe. The class needs a scope annotation to be a bean in an archive of bean discovery mode
 * {@code annotated}:
 *
 * <pre>{@code
 * @ApplicationScoped
 * class Inbox {
 *
 *     @DriveChange(target = "/me/drive/root")
 *     void changed(DriveItemChange item) {
 *         System.out.println(item.kind() + " " + item.name());
 *     }
 * }
 * }</pre>
 *
 * <p>For valid targets see {@link org.drivechange.DriveTarget}. Besides the short form above, an observer can use
 * {@code @Observes} or {@code @ObservesAsync}:
 *
 * <pre>{@code
 * void changed(@Observes @DriveChange(target = "/me/drive/root") DriveItemChange item, Mailer mailer) { … }
 *
 * void changed(@ObservesAsync @DriveChange(target = "${inbox.drive}", account = "contoso") DriveItemChange item) { … }
 * }</pre>
 *
 * <h2>Item changes</h2>
 *
 * <p>If item changes of a target are observed, DriveChange reads the target's delta, keeps its position across restarts, and
 * delivers each item until its observers have returned normally:
 *
 * <ul>
 *   <li>{@link org.drivechange.DriveItemChange}: an item was changed or deleted.
 *   <li>{@link org.drivechange.DriveDelta}: one page of items, delivered before its items.
 *   <li>{@link org.drivechange.DriveReset}: the observer's copy of the drive can no longer be updated; a full enumeration of the
 *       drive follows.
 * </ul>
 *
 * <h2>Notifications and sessions</h2>
 *
 * <p>At deployment a CDI extension finds the observers. When the application has started, DriveChange requests each target's
 * socket.io endpoint from Microsoft Graph, opens a WebSocket to it, keeps it alive and renewed, and fires CDI events:
 *
 * <ul>
 *   <li>{@link org.drivechange.DriveSessionOpened}: notifications flow from now on.
 *   <li>{@link org.drivechange.DriveNotification} of cause {@code CHANGE}: something changed. Read the delta.
 *   <li>{@link org.drivechange.DriveSessionClosed}: the session is lost; DriveChange reconnects automatically.
 *   <li>{@link org.drivechange.DriveNotification} of cause {@code CATCH_UP}: something may have changed unnoticed. Read
 *       the delta, as always.
 * </ul>
 *
 * <p>Events of one target are delivered in order and one at a time, synchronous observers first. A slow observer delays
 * only its own target. An exception of an observer affects no other observer.
 *
 * <h2>Configuration</h2>
 *
 * <p>The source of access tokens is required; every other key is optional. For a first try, a delegated access token in
 * {@code META-INF/microprofile-config.properties} is enough:
 *
 * <pre>
 * drivechange.token=eyJ0eXAi…
 * </pre>
 *
 * <p>Such a token expires after about an hour. An application that runs longer signs in once, with the keys
 * {@code drivechange.oauth.client-id} and {@code drivechange.oauth.cache}, or supplies tokens through a bean that implements
 * {@link org.drivechange.spi.AccessTokenProvider}.
 *
 * <h2>Watch a drive at run time</h2>
 *
 * <p>{@link org.drivechange.DriveChanges} is injectable. It watches targets that no annotation declares, and reports
 * the state of every target.
 *
 * <h2>Test your bean</h2>
 *
 * <p>Tests can create and fire events:
 *
 * <pre>{@code
 * @Inject @DriveChange(target = "/me/drive/root") Event<DriveNotification> event;
 *
 * event.fire(DriveNotification.change(DriveTarget.parse("/me/drive/root")).build());
 * }</pre>
 */
package org.drivechange;

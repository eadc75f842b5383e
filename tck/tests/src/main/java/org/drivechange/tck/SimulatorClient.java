// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** Client of the simulator's control API, for tests in any process. */
public final class SimulatorClient {

    /**
     * Key of the simulator's URL, whose control API is under {@code /control}: a system property in the test process, a
     * MicroProfile Config key in the applications.
     */
    public static final String KEY = "tck.simulator";

    private final String address;

    private SimulatorClient(String address) {
        this.address = address;
    }

    /** Returns the simulator at this address, such as {@code http://localhost:8081}. */
    public static SimulatorClient at(String address) {
        return new SimulatorClient(address);
    }

    /** Returns the simulator used by the test process. */
    public static SimulatorClient ofTestProcess() {
        String address = System.getProperty(KEY);
        assertThat(address).as("the system property " + KEY).isNotNull();
        return at(address);
    }

    public String address() {
        return address;
    }

    public String graphUrl() {
        return address + "/v1.0";
    }

    public int emit(String target) {
        return emit(target, 1);
    }

    public int emit(String target, int count) {
        return sendToSessions("/emit", Map.of("target", target, "count", count));
    }

    public int emit(String target, String json) {
        return sendToSessions("/emit", Map.of("target", target, "json", json));
    }

    public int emitWithAck(String target) {
        return sendToSessions("/emit", Map.of("target", target, "ack", true));
    }

    public int frame(String target, String text) {
        return sendToSessions("/frame", Map.of("target", target, "text", text));
    }

    /** Sends raw bytes where WebSocket frames are expected, repeatedly, as fast as the client reads. */
    public int bytes(String target, byte[] bytes, int times) {
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return sendToSessions("/bytes", Map.of("target", target, "base64", base64, "times", times));
    }

    /** Ends the target's sessions: {@code DISCONNECT}, {@code CLOSE_FRAME}, {@code RESET} or {@code SILENCE}. */
    public int drop(String target, String how) {
        return sendToSessions("/drop", Map.of("target", target, "how", how));
    }

    /** Freezes Graph and the notification service: both accept connections but send nothing. */
    public void freeze() {
        post("/freeze", Map.of());
    }

    public void thaw() {
        post("/thaw", Map.of());
    }

    public void expire(String target) {
        post("/expire", Map.of("target", target));
    }

    public void subscriptionLifetime(String target, Duration life) {
        post("/subscriptions", Map.of("target", target, "life", life.toString()));
    }

    public void callbackUrls(String target) {
        post("/subscriptions", Map.of("target", target, "callbackUrl", true));
    }

    /** Sets the query of the target's notificationUrl besides the credentials. */
    public void query(String target, String query) {
        post("/subscriptions", Map.of("target", target, "query", query));
    }

    /** Creates a reply with this subscription. */
    public static Map<?, ?> subscriptionResponse(String notificationUrl, Instant expires) {
        return Map.of(
                "status",
                200,
                "body",
                Map.of("id", "s", "notificationUrl", notificationUrl, "expirationDateTime", expires.toString()));
    }

    /** Creates a reply with a new subscription of this simulator, for use by another simulator. */
    public Map<?, ?> subscriptionResponse(String target) {
        return Map.of("status", 200, "body", exchange("/v1.0" + target + "/subscriptions/socketIo", null));
    }

    /** Answers the target's next Graph requests with these replies. */
    public void script(String target, Map<?, ?>... replies) {
        post("/script", Map.of("target", target, "replies", List.of(replies)));
    }

    /** Answers the target's Graph requests with this reply from now on. */
    public void always(String target, Map<?, ?> reply) {
        post("/always", Map.of("target", target, "reply", reply));
    }

    /** Creates a file in the root of the target's drive. Returns its id. */
    public String createFile(String target, String name) {
        return ((JsonObject) post("/drive/create", Map.of("target", target, "parent", "/", "name", name)))
                .getString("id");
    }

    /** Creates files in the root of the target's drive, with one notification for all. */
    public void createFiles(String target, int count) {
        post("/drive/bulk", Map.of("target", target, "count", count));
    }

    public void renameItem(String target, String id, String name) {
        post("/drive/rename", Map.of("target", target, "item", id, "name", name));
    }

    public void deleteItem(String target, String id) {
        post("/drive/delete", Map.of("target", target, "item", id));
    }

    /** Makes the delta of the target's drive refuse all links that it has sent. */
    public void expireDelta(String target) {
        post("/drive/expire", Map.of("target", target));
    }

    /** Sets the number of items of a page of the target's delta. */
    public void deltaPageSize(String target, int size) {
        post("/drive/settings", Map.of("target", target, "pageSize", size));
    }

    public int sessions(String target) {
        return state().getObject("targets").getObject(target, new JsonObject()).getInt("sessions", 0);
    }

    public int acks(String target) {
        return state().getObject("targets").getObject(target, new JsonObject()).getInt("acks", 0);
    }

    public int openSockets() {
        return state().getInt("openSockets");
    }

    /** Returns the access tokens of the target's Graph requests, in order. */
    public List<String> tokens(String target) {
        return requests(target).map(request -> request.getString("token")).toList();
    }

    /** Returns the paths of the target's Graph requests as on the wire, in order. */
    public List<String> paths(String target) {
        return requests(target).map(request -> request.getString("rawPath")).toList();
    }

    /** Returns the times of the target's Graph requests, in order. */
    public List<Instant> times(String target) {
        return requests(target)
                .map(request -> Instant.parse(request.getString("at")))
                .toList();
    }

    /** Returns the raw request lines of all upgrades, in order. */
    public List<String> upgradeRequestLines() {
        return ((JsonArray) get("/upgrade-request-lines"))
                .stream().map(String.class::cast).toList();
    }

    /**
     * Returns the URL of the simulator's identity platform, if it has one, such as
     * {@code https://localhost:8082/common}.
     */
    public String authority() {
        return ((JsonObject) get("/sign-in")).getString("authority");
    }

    /** Approves the sign-in with this user code. */
    public void approve(String userCode) {
        post("/sign-in/approve", Map.of("userCode", userCode));
    }

    /** Stores a note for a test in another process. */
    public void note(String text) {
        post("/note", Map.of("text", text));
    }

    /** Returns the applications' notes, in order. */
    public List<String> notes() {
        return ((JsonArray) get("/notes")).stream().map(String.class::cast).toList();
    }

    private java.util.stream.Stream<JsonObject> requests(String target) {
        return ((JsonArray) get("/requests"))
                .stream().map(JsonObject.class::cast).filter(request -> target.equals(request.getString("target")));
    }

    private JsonObject state() {
        return (JsonObject) get("/state");
    }

    private int sendToSessions(String call, Map<String, ?> body) {
        return ((JsonObject) post(call, body)).getInt("sessions");
    }

    private Object get(String call) {
        return exchange("/control" + call, null);
    }

    private Object post(String call, Map<String, ?> body) {
        return exchange("/control" + call, JsonWriter.string(body));
    }

    // not java.net.http: the threads of its clients would retain the application's class loader
    private Object exchange(String path, String body) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address + path).toURL().openConnection();
            if (connection instanceof HttpsURLConnection encrypted) {
                // Open Liberty uses a different trust store by default
                encrypted.setSSLSocketFactory(SSLContext.getDefault().getSocketFactory());
            }
            connection.setConnectTimeout(10_000);
            connection.setReadTimeout(30_000);
            connection.setRequestProperty("Authorization", "Bearer of-the-tests");
            if (body != null) {
                connection.setDoOutput(true);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body.getBytes(UTF_8));
                }
            }
            boolean failed = connection.getResponseCode() != 200;
            try (InputStream in = failed ? connection.getErrorStream() : connection.getInputStream()) {
                String response = new String(in.readAllBytes(), UTF_8);
                assertThat(failed).as(path + " " + body + ": " + response).isFalse();
                return JsonParser.any().from(response);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Request of " + path + " failed; simulator: " + address, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (JsonParserException e) {
            throw new IllegalStateException("Response to " + path + " is not JSON; simulator: " + address, e);
        }
    }
}

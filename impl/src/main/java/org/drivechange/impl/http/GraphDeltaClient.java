// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.net.URI;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.InstantSource;
import java.util.List;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.diagnostics.Redactor;
import org.drivechange.impl.drive.DeltaClient;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.drive.DriveResult;
import org.drivechange.impl.drive.PageRequest;
import org.drivechange.impl.drive.PageResult;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.GraphPath;
import org.drivechange.impl.graph.UserAgent;
import org.drivechange.impl.json.DriveJson;

/** Requests drives and the pages of their deltas from Graph over HTTP. The items of one page per request are in memory. */
public final class GraphDeltaClient implements DeltaClient {

    /** Limit of the body of an error. */
    private static final int MAX_ERROR = 256 * 1024;

    private final URI graph;
    private final int maxPageSize;
    private final InstantSource clock;
    private final GraphExchange exchange;

    public GraphDeltaClient(
            DeltaSettings settings,
            UserAgent userAgent,
            ProxyAwareHttpClient http,
            InstantSource clock,
            RequestMonitor monitor) {
        this.graph = settings.graph();
        this.maxPageSize = settings.maxPageSize();
        this.clock = clock;
        this.exchange = new GraphExchange(userAgent, http, monitor);
    }

    @Override
    public DriveResult resolve(DriveTarget target, AccessToken token) throws InterruptedException {
        URI uri = GraphPath.drive(graph, target);
        GraphRequest request = new GraphRequest(RequestKind.DRIVE, target, uri, LinkText.of(uri), token, List.of());
        GraphAnswer<DriveJson> answer = exchange.send(
                request,
                ProxyAwareHttpClient::shortBody,
                (status, headers, body) ->
                        drive(status, new GraphHeaders(headers, clock), body, Redactor.of(token.value())));
        return answer.map(drive -> new DriveResult.Found(drive.id(), drive.driveType()), DriveResult.Failed::new);
    }

    private static GraphAnswer<DriveJson> drive(int status, GraphHeaders headers, byte[] body, Redactor redactor) {
        if (status != 200) {
            return new GraphAnswer.Failed<>(GraphErrorParser.parse(status, headers, body, redactor));
        }
        try {
            return new GraphAnswer.Received<>(DriveJson.read(body));
        } catch (ProtocolException e) {
            return new GraphAnswer.Failed<>(new GraphFailure(
                    ErrorCode.GRAPH_RESPONSE_UNREADABLE,
                    e.getMessage() + headers.contentType(redactor) + headers.coding(redactor)));
        }
    }

    @Override
    public PageResult read(PageRequest page, AccessToken token) throws InterruptedException {
        // the JDK's HTTP client replaces characters that are not ASCII
        URI link = URI.create(page.link().toASCIIString());
        GraphRequest request =
                new GraphRequest(RequestKind.DELTA, page.key().target(), link, LinkText.of(link), token, page.prefer());
        GraphPageParser parser =
                new GraphPageParser(page, graph, maxPageSize, clock, () -> LinkText.redactor(link, token));
        return exchange.send(request, this::body, parser).map(PageResult.Received::new, PageResult.Failed::new);
    }

    private BodySubscriber<PageBody> body(ResponseInfo head) {
        return new PageBodySubscriber(head.statusCode() == 200 ? maxPageSize : MAX_ERROR);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.diagnostics.Redactor;
import org.drivechange.impl.drive.ItemPage;
import org.drivechange.impl.drive.PageLink;
import org.drivechange.impl.drive.PageRequest;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.json.DeltaPageJson;
import org.drivechange.impl.json.ItemOrigin;

/**
 * Parses Graph's response to a request for a page of a delta.
 *
 * @param graph Graph's address; links to another origin are refused
 * @param maxPageSize limit of a page in bytes, for the message
 * @param redactors creates the redactor of a failure; most pages need none
 */
record GraphPageParser(
        PageRequest request, URI graph, int maxPageSize, InstantSource clock, Supplier<Redactor> redactors)
        implements GraphExchange.Parser<PageBody, ItemPage> {

    private static final int OK = 200;
    private static final int GONE = 410;

    @Override
    public GraphAnswer<ItemPage> parse(int status, HttpHeaders received, PageBody body)
            throws IOException, InterruptedException {
        GraphHeaders headers = new GraphHeaders(received, clock);
        try (body) {
            return status == OK
                    ? page(body, headers)
                    : new GraphAnswer.Failed<>(failure(status, headers, body.bytes()));
        }
    }

    private GraphAnswer<ItemPage> page(PageBody body, GraphHeaders headers) throws IOException, InterruptedException {
        try {
            return new GraphAnswer.Received<>(parsed(body, headers));
        } catch (ProtocolException e) {
            if (body.tooLarge()) {
                return failed(ErrorCode.PAGE_TOO_LARGE, "more than " + maxPageSize + " bytes");
            }
            body.check();
            Redactor redactor = redactors.get();
            String found = redactor.redact(e.getMessage());
            return failed(ErrorCode.PAGE_UNREADABLE, found + headers.contentType(redactor) + headers.coding(redactor));
        }
    }

    @Override
    public void discard(PageBody body) {
        body.close();
    }

    @Override
    public GraphAnswer<ItemPage> cutOff(int status, HttpHeaders received, GraphFailure failure) {
        return status == OK
                ? failed(ErrorCode.PAGE_UNREADABLE, "the body was cut off: " + failure.detail())
                : new GraphAnswer.Failed<>(failure(status, new GraphHeaders(received, clock), new byte[0]));
    }

    private GraphFailure failure(int status, GraphHeaders headers, byte[] body) {
        GraphFailure failure = GraphErrorParser.parse(status, headers, body, redactors.get());
        return status == GONE ? new GraphFailure(ErrorCode.DELTA_RESET, failure.detail()) : failure;
    }

    private ItemPage parsed(PageBody body, GraphHeaders headers) throws ProtocolException {
        Instant now = clock.instant();
        ItemOrigin origin = new ItemOrigin(
                request.key().target(),
                request.key().account(),
                request.driveId(),
                request.epoch(),
                request.baseline(),
                now);
        DeltaPageJson page = DeltaPageJson.read(body, origin);
        String link = page.nextLink()
                .or(page::deltaLink)
                .orElseThrow(() -> new ProtocolException("expected a nextLink or a deltaLink but found neither"));
        return new ItemPage(
                ItemPage.collapsed(page.items()),
                PageLink.parse(link, graph),
                page.nextLink().isEmpty(),
                now,
                headers.pause());
    }

    private static GraphAnswer<ItemPage> failed(ErrorCode code, String detail) {
        return new GraphAnswer.Failed<>(new GraphFailure(code, detail));
    }

    @Override
    public String toString() {
        return "GraphPageParser[" + request + "]";
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drivechange.simulator.DeltaFault;
import org.drivechange.simulator.DeltaStage;
import org.drivechange.simulator.GraphRequest;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.drive.Cursor;
import org.drivechange.simulator.internal.drive.Slice;
import org.drivechange.simulator.internal.graph.GraphResource;
import org.drivechange.simulator.internal.network.Json;

/** Answers {@code GET {drive}/root/delta} as Graph does, or with a fault. */
public final class DeltaResource implements GraphResource {

    private static final int OVERSIZE = 17 * 1024 * 1024;

    private final Drives drives;

    private final DeltaLinks links;

    public DeltaResource(Drives drives, String scheme) {
        this.drives = drives;
        links = new DeltaLinks(scheme);
    }

    @Override
    public Optional<String> target(String rawPath, String rawQuery) {
        return links.find(rawPath, rawQuery)
                .or(() -> links.findChanged(rawPath, rawQuery))
                .map(SpelledLink::target)
                .or(() -> DrivePath.delta(rawPath));
    }

    @Override
    public Optional<ScriptedResponse> scripted(GraphRequest request) {
        return drives.find(request.target())
                .flatMap(drive -> drive.faults().response(parsed(request).stage()));
    }

    @Override
    public ScriptedResponse normal(GraphRequest request) {
        return drives.find(request.target())
                .map(drive -> rejection(request, drive).orElseGet(() -> answer(parsed(request), drive)))
                .orElseGet(DeltaErrors::notFound);
    }

    private DeltaRequest parsed(GraphRequest request) {
        return links.find(request.rawPath(), request.rawQuery())
                .or(() -> links.findChanged(request.rawPath(), request.rawQuery()))
                .map(link -> DeltaRequest.of(request, link))
                .orElseGet(() -> DeltaRequest.of(request));
    }

    private Optional<ScriptedResponse> rejection(GraphRequest request, Drive drive) {
        if (links.findChanged(request.rawPath(), request.rawQuery()).isPresent()) {
            return Optional.of(DeltaErrors.badRequest("The link differs from the one that was issued."));
        }
        if (links.find(request.rawPath(), request.rawQuery()).isPresent()) {
            return Optional.empty();
        }
        String item = DrivePath.item(request.rawPath());
        if (!item.equals("root") && !item.equals(drive.content().rootId())) {
            return Optional.of(ScriptedResponse.error(400, "notSupported", "Delta is supported on the root only."));
        }
        if (!new Query(request.rawQuery()).values("expand").isEmpty()) {
            return Optional.of(DeltaErrors.badRequest("Expanding is not supported."));
        }
        boolean function = DrivePath.functionToken(request.rawPath()).isPresent();
        return function && drive.content().identity().type().personal()
                ? Optional.of(DeltaErrors.badRequest("Invalid API or resource"))
                : Optional.empty();
    }

    private ScriptedResponse answer(DeltaRequest request, Drive drive) {
        Optional<Cursor> cursor = cursor(request, drive);
        if (cursor.isEmpty()) {
            return error(DeltaFault.GONE_RESYNC_REQUIRED, request).orElseThrow();
        }
        DeltaPage page = page(request, drive, cursor.get());
        Optional<DeltaFault> fault = drive.faults().fault(request.stage(), request.token(), page);
        if (fault.isEmpty()) {
            return response(page, LinkStyle.PLAIN, request, drive);
        }
        return error(fault.get(), request).orElseGet(() -> {
            DeltaPage faulty = new PageFaults(drive, request, cursor.get()).apply(fault.get(), page);
            LinkStyle style = LinkStyle.of(fault.get()).orElse(LinkStyle.PLAIN);
            return with(fault.get(), response(faulty, style, request, drive));
        });
    }

    private Optional<ScriptedResponse> error(DeltaFault fault, DeltaRequest request) {
        return DeltaErrors.of(fault, links.start(request));
    }

    private static Optional<Cursor> cursor(DeltaRequest request, Drive drive) {
        return switch (request.stage()) {
            case START -> Optional.of(drive.content().start());
            case LATEST -> Optional.of(drive.content().latest());
            default -> drive.tokens().accepted(request.token()).map(DeltaToken::cursor);
        };
    }

    private static DeltaPage page(DeltaRequest request, Drive drive, Cursor cursor) {
        DeltaTokens tokens = drive.tokens();
        boolean empty = request.stage() == DeltaStage.LATEST
                || (request.stage() == DeltaStage.DELTA_LINK && drive.content().takeEmptyRead());
        if (empty) {
            return new DeltaPage(List.of(), null, tokens.delta(cursor));
        }
        Slice slice = drive.content().read(cursor, drive.pageSize(), !request.excludesAncestors());
        ItemJson json = new ItemJson(drive.content().identity(), request.select());
        List<Map<String, Object>> value = slice.items().stream().map(json::of).toList();
        if (slice.next() != null) {
            return new DeltaPage(value, tokens.next(slice.next()), null);
        }
        Cursor end = drive.skipsHiddenChanges() ? drive.content().end() : slice.end();
        return new DeltaPage(value, null, tokens.delta(end));
    }

    private ScriptedResponse response(DeltaPage page, LinkStyle style, DeltaRequest request, Drive drive) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#Collection(driveItem)");
        if (page.nextToken() != null) {
            body.put("@odata.nextLink", links.url(style, request, page.nextToken(), drive));
        }
        if (page.deltaToken() != null) {
            body.put("@odata.deltaLink", links.url(style, request, page.deltaToken(), drive));
        }
        if (page.value() != null) {
            body.put("value", page.value());
        }
        return ScriptedResponse.json(Json.text(body));
    }

    private static ScriptedResponse with(DeltaFault fault, ScriptedResponse response) {
        String body = response.body();
        return switch (fault) {
            case TRUNCATED_BODY -> ScriptedResponse.json(body.substring(0, body.length() / 2));
            case ABORTED_BODY ->
                ScriptedResponse.json(body.substring(0, body.length() / 2))
                        .with("Content-Length", Integer.toString(body.length()));
            case OVERSIZED_BODY -> ScriptedResponse.json(body + " ".repeat(OVERSIZE));
            case RATE_LIMIT_HEADERS ->
                response.with("RateLimit-Limit", "1250")
                        .with("RateLimit-Remaining", "0")
                        .with("RateLimit-Reset", "1");
            default -> response;
        };
    }
}

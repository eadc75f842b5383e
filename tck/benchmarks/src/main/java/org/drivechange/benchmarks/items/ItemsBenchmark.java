// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.drivechange.benchmarks.BenchmarkSuite;
import org.drivechange.benchmarks.Durations;
import org.drivechange.benchmarks.receiver.WebSocketClient;
import org.drivechange.benchmarks.report.Report;
import org.drivechange.benchmarks.report.TemporaryDirectory;

/** Compares the reading of a drive's items with the Microsoft Graph SDK, from the same server. */
public final class ItemsBenchmark implements BenchmarkSuite {

    private static final String SDK_READER = "org.drivechange.benchmarks.microsoftgraph.PageIteratorReader";

    /** Multiple of the measured items that is read before, until the JIT compiler has nothing left to do. */
    private static final int WARM_UP = 6;

    private final ClassPaths classPaths;

    public ItemsBenchmark(Path module) {
        this.classPaths = ClassPaths.of(module);
    }

    @Override
    public void measure(Durations durations, Report report) throws Exception {
        boolean full = durations == Durations.FULL;
        Map<ReaderKind, ReaderResults> results = new EnumMap<>(ReaderKind.class);
        for (ReaderKind kind : ReaderKind.values()) {
            results.put(kind, ReaderResults.empty());
        }
        ItemPageTemplate template = ItemPageTemplate.create();
        long items = full ? 200_000 : 10_000;
        for (int run = 0; run < (full ? 3 : 1); run++) {
            for (ReaderKind kind : ReaderKind.values()) {
                measure(kind, items, template, results.get(kind));
            }
        }
        new ItemsReport(results, items, template.itemBytes(), classPaths).addTo(report);
    }

    /** Measures a reader in a new process. Each drive has other items. */
    private void measure(ReaderKind kind, long items, ItemPageTemplate template, ReaderResults results)
            throws Exception {
        try (TemporaryDirectory positions = TemporaryDirectory.create();
                ItemServer server = ItemServer.start(template);
                ReaderProcess reader = start(kind, server, positions)) {
            ItemDrive warmUp = new ItemDrive(0, WARM_UP * items);
            reader.read(warmUp);
            ItemDrive measured = warmUp.next(items);
            results.add(reader.read(measured));
            results.addHeap(reader.heapWhileReading(measured.next(items)));
        }
    }

    private ReaderProcess start(ReaderKind kind, ItemServer server, TemporaryDirectory positions) throws Exception {
        String graphUrl = server.graphUrl();
        String ours = WebSocketClient.TYRUS.classPath();
        return switch (kind) {
            case PLAIN -> ReaderProcess.start(ours, PlainItemReader.class.getName(), List.of(graphUrl));
            case MICROSOFT_GRAPH -> ReaderProcess.start(classPaths.ofMicrosoftGraph(), SDK_READER, List.of(graphUrl));
            case DRIVECHANGE ->
                ReaderProcess.start(
                        ours,
                        DriveChangeItemReader.class.getName(),
                        List.of(graphUrl, positions.directory().toString()));
        };
    }
}

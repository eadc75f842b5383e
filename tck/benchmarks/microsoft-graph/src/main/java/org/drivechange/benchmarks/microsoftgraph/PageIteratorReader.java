// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.microsoftgraph;

import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.drives.item.items.item.delta.DeltaGetResponse;
import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Program that reads the items of drives with {@link PageIterator}. It prints a line when it is ready. For each line of its input, the id of a drive, it prints a line
 * with the number of the drive's items.
 */
public final class PageIteratorReader {

    private final GraphServiceClient graph =
            new GraphServiceClient(new BaseBearerTokenAuthenticationProvider(new StaticToken()));
    private long items;

    private PageIteratorReader(String graphUrl) {
        graph.getRequestAdapter().setBaseUrl(graphUrl);
    }

    /**
     * Reads drives until the input ends.
     *
     * @param arguments Graph's address and version
     */
    public static void main(String[] arguments) throws Exception {
        PageIteratorReader reader = new PageIteratorReader(arguments[0]);
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String drive = in.readLine(); drive != null; drive = in.readLine()) {
            System.out.println(reader.read(drive));
        }
        System.exit(0);
    }

    private long read(String drive) throws Exception {
        items = 0;
        DeltaGetResponse first = graph.drives()
                .byDriveId(drive)
                .items()
                .byDriveItemId("root")
                .delta()
                .get();
        new PageIterator.Builder<DriveItem, DeltaGetResponse>()
                .client(graph)
                .collectionPage(first)
                .collectionPageFactory(DeltaGetResponse::createFromDiscriminatorValue)
                .processPageItemCallback(this::count)
                .build()
                .iterate();
        return items;
    }

    private boolean count(DriveItem item) {
        if (item.getName().isEmpty()) {
            throw new IllegalStateException("an item has no name");
        }
        items++;
        return true;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * Program that reads the pages of drives and discards them, the upper bound of the server. It prints a line when it is ready. For each line of its input, the id of a drive, it prints a line with the number of the drive's items.
 */
final class PlainItemReader {

    private static final int TAIL = 1_000;
    private static final String NEXT = "\"@odata.nextLink\":\"";

    private final HttpClient http = HttpClient.newHttpClient();

    private PlainItemReader() {}

    /**
     * Reads drives until the input ends.
     *
     * @param arguments Graph's address and version
     */
    public static void main(String[] arguments) throws Exception {
        PlainItemReader reader = new PlainItemReader();
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String drive = in.readLine(); drive != null; drive = in.readLine()) {
            reader.read(arguments[0] + "/drives/" + drive + "/root/delta");
            System.out.println(ItemDrive.of(drive).items());
        }
        System.exit(0);
    }

    private void read(String first) throws Exception {
        String link = first;
        while (link != null) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(link)).build();
            byte[] page =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
            int tail = Math.max(0, page.length - TAIL);
            String end = new String(page, tail, page.length - tail, StandardCharsets.US_ASCII);
            int next = end.indexOf(NEXT);
            link = next < 0 ? null : end.substring(next + NEXT.length(), end.indexOf('"', next + NEXT.length()));
        }
    }
}

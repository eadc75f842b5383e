// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Line chart with one curve per receiver and logarithmic axes. */
public final class Chart {

    private final String name;
    private final String title;
    private final String x;
    private final String y;
    private final Map<String, TreeMap<Double, Double>> curves = new TreeMap<>();

    Chart(String name, String title, String x, String y) {
        this.name = name;
        this.title = title;
        this.x = x;
        this.y = y;
    }

    /** Adds a point to a curve; omits values that a logarithmic axis cannot show. */
    public void point(String curve, double atX, double atY) {
        if (atX > 0 && atY > 0) {
            curves.computeIfAbsent(curve, any -> new TreeMap<>()).put(atX, atY);
        }
    }

    String title() {
        return title;
    }

    /** Writes the chart and returns the name of the file. */
    String write(Path directory) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(720)
                .height(400)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .theme(ChartTheme.GGPlot2)
                .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        curves.forEach(
                (curve, points) -> chart.addSeries(curve, List.copyOf(points.keySet()), List.copyOf(points.values())));
        String file = name + ".svg";
        VectorGraphicsEncoder.saveVectorGraphic(chart, directory.resolve(name).toString(), VectorGraphicsFormat.SVG);
        return file;
    }
}

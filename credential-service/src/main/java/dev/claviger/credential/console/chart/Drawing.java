package dev.claviger.credential.console.chart;

import java.util.List;

/**
 * A chart's shapes, for the template {@code chart}. Its texts stand beside the picture and not in it, so that it can be stretched and they are not.
 *
 * @param summary all of it in a sentence, for whoever does not see it
 * @param total   everything together
 * @param marks   of the vertical axis, the highest first; none where nothing happened
 * @param lines   behind the bars, as a path
 */
public record Drawing(String title, String summary, String total, int width, List<String> marks, String lines, List<Area> areas, List<Hit> hits, List<String> ticks) {

    public boolean isEmpty() {
        return marks.isEmpty();
    }

    /** All bars of one series. */
    public record Area(String name, String kind, String total, String path) {
    }

    /** A slot's place, as high as the picture, which tells its numbers. */
    public record Hit(int x, String text) {
    }
}

package dev.claviger.credential.console.activity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;

/** A link that says where one is. */
public record Tab(String text, String path, boolean isCurrent) {

    /** The parts of the room. What is about the installation is for its operators alone. */
    public static List<Tab> ofRoom(Operator operator, String current) {
        String path = Room.ACTIVITY.path(operator.tenant());
        List<Tab> tabs = new ArrayList<>(List.of(new Tab("What happened", path, current.isEmpty()), new Tab("Audit", path + "/audit", current.equals("audit"))));
        if (operator.mayChooseTenant()) {
            tabs.add(new Tab("Replicas", path + "/replicas", current.equals("replicas")));
        }
        return List.copyOf(tabs);
    }

    static List<Tab> ofPeriods(String path, ChartPeriod current) {
        return Arrays.stream(ChartPeriod.values()).map(period -> new Tab(period.title(), path + "?period=" + period.parameter(), period == current)).toList();
    }
}

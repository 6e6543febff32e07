package dev.claviger.credential.console.page;

import java.util.List;

import dev.claviger.contract.TenantId;

/** A part of the console, as the navigation names it. One that is built is one entry here. */
public enum Room {
    APPLICATIONS("Applications", "applications");

    static final List<Room> ALL = List.of(values());

    private final String title;
    private final String path;

    Room(String title, String path) {
        this.title = title;
        this.path = path;
    }

    public String path(TenantId tenant) {
        return "/console/" + tenant + "/" + path;
    }

    String title() {
        return title;
    }
}

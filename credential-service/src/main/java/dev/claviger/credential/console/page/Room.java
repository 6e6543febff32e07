package dev.claviger.credential.console.page;

import java.util.Arrays;
import java.util.List;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.console.session.ForPlatformAdministrators;

/** A part of the console, as the navigation names it. One that is built is one entry here. */
public enum Room {
    APPLICATIONS("Applications", "applications", Audience.ADMINISTRATORS),
    SCOPES("Scopes", "scopes", Audience.ADMINISTRATORS),
    ENVIRONMENTS("Environments", "Environments and routes", "environments", Audience.ADMINISTRATORS),
    ACTIVITY("Activity", "activity", Audience.ADMINISTRATORS),
    PEOPLE("People", "people", Audience.ADMINISTRATORS),
    TENANTS("Tenants", "tenants", Audience.PLATFORM_ADMINISTRATORS);

    private final String title;
    private final String titleForPlatform;
    private final String path;
    private final Audience audience;

    Room(String title, String path, Audience audience) {
        this(title, title, path, audience);
    }

    /** One in which there is more for administrators of the platform. */
    Room(String title, String titleForPlatform, String path, Audience audience) {
        this.title = title;
        this.titleForPlatform = titleForPlatform;
        this.path = path;
        this.audience = audience;
    }

    /** As far as the navigation shows them; what serves the others is marked {@link ForPlatformAdministrators}. */
    static List<Room> shownTo(boolean isPlatformAdministrator) {
        return Arrays.stream(values()).filter(room -> isPlatformAdministrator || room.audience == Audience.ADMINISTRATORS).toList();
    }

    public String path(TenantId tenant) {
        return "/console/" + tenant + "/" + path;
    }

    String title(boolean isPlatformAdministrator) {
        return isPlatformAdministrator ? titleForPlatform : title;
    }

    private enum Audience {
        /** Of the platform, and of a tenant for that tenant. */
        ADMINISTRATORS,
        PLATFORM_ADMINISTRATORS
    }
}

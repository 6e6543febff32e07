package dev.claviger.credential.console.page;

import java.util.List;

import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import dev.claviger.contract.person.Role;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.pages.ShownName;

/**
 * What surrounds every page: which tenant is looked at, by whom, and where else there is to go.
 *
 * @param tenantName as people know it
 * @param isForeign  whether it is another tenant than the person's own: then everything done here is done to somebody else
 * @param ownTenant  the person's
 * @param csrf       goes along with every form
 */
public record Frame(String tenant, String tenantName, boolean isForeign, String ownTenant, String person, String role, List<Entry> rooms, boolean mayChooseTenant, String csrf) {

    /** @param current the room the page belongs to */
    public static Frame of(Operator operator, Room current) {
        Person person = operator.person();
        TenantId tenant = operator.tenant();
        return new Frame(tenant.value(), ShownName.of(operator.tenantName()), !tenant.equals(person.tenant()), person.tenant().value(), ShownName.of(person.name().orElse(person.username())),
                person.role() == Role.PLATFORM_ADMINISTRATOR ? "Platform administrator" : "Administrator",
                rooms(operator, current), operator.mayChooseTenant(), operator.csrf());
    }

    private static List<Entry> rooms(Operator operator, Room current) {
        boolean isPlatform = operator.administrator().isAdmin();
        return Room.shownTo(isPlatform).stream().map(room -> new Entry(room.title(isPlatform), room.path(operator.tenant()), room == current)).toList();
    }

    /** Of the navigation. */
    public record Entry(String title, String path, boolean isCurrent) {
    }
}

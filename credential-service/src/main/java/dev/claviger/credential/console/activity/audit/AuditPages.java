package dev.claviger.credential.console.activity.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditLine;
import dev.claviger.credential.console.activity.Tab;
import dev.claviger.credential.console.activity.audit.KnownNames.Names;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import io.quarkus.qute.TemplateInstance;

/** The page of the trail. */
final class AuditPages {

    private AuditPages() {
    }

    /**
     * @param form    what was asked
     * @param first   the first page; empty on it
     * @param later   the next page; empty on the last
     * @param refused what was wrong with what was asked
     */
    record Trail(Frame frame, String title, List<Tab> tabs, String path, boolean mayAskForInstallation, AuditForm form, List<Group> actions, List<Line> lines, String first, String later, FieldErrors refused)
            implements TemplateInstance {
    }

    /** Actions on one kind of thing. */
    record Group(String title, List<Choice> choices) {

        static List<Group> all(Optional<AuditAction> chosen) {
            List<Group> groups = new ArrayList<>();
            for (AuditAction action : AuditAction.values()) {
                String text = action.toString();
                String title = titled(text.substring(0, text.indexOf('.')));
                if (groups.isEmpty() || !groups.get(groups.size() - 1).title().equals(title)) {
                    groups.add(new Group(title, new ArrayList<>()));
                }
                groups.get(groups.size() - 1).choices().add(new Choice(text, titled(text.substring(text.indexOf('.') + 1)), chosen.filter(action::equals).isPresent()));
            }
            return groups;
        }

        private static String titled(String kind) {
            String words = kind.equals("client") ? "application" : kind.equals("api_key") ? "API key" : kind.replace('_', ' ');
            return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        }
    }

    /** One action. */
    record Choice(String value, String text, boolean isChosen) {
    }

    /** One entry. */
    record Line(Sentence sentence, String at, String exactly, String address, List<Detail> details) {

        private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

        static Line of(AuditLine line, Names names) {
            return new Line(Sentence.of(line, names), MINUTE.format(line.at()), line.at().toString(), line.address() == null ? "" : line.address(), Detail.of(line));
        }
    }

    /** Something that is known of an entry. */
    record Detail(String name, String value) {

        static List<Detail> of(AuditLine line) {
            return Arrays.asList(new Detail("Moment", exactly(line.at())), new Detail("Action", line.action()), new Detail("From address", line.address()), new Detail("Who", line.actor()),
                    new Detail("Of tenant", line.actorTenant()), new Detail("Through application", line.actorClient()), new Detail("Application", line.clientId()), new Detail("Secret", line.credentialId()),
                    new Detail("API key", line.apiKeyId()), new Detail("Environment", line.environment()), new Detail("Scope", line.scope()), new Detail("Person", line.subject()), new Detail("Grant", line.grantId()),
                    new Detail("Token", line.jti()), new Detail("Members", String.join(", ", line.changed())), new Detail("Entry", Long.toString(line.id())))
                    .stream().filter(detail -> detail.value() != null && !detail.value().isEmpty()).toList();
        }

        private static String exactly(Instant moment) {
            return moment.toString();
        }
    }
}

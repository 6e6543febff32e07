package dev.claviger.credential.console.activity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditLine;
import dev.claviger.credential.console.activity.audit.KnownNames.Named;
import dev.claviger.credential.console.activity.audit.KnownNames.Names;
import dev.claviger.credential.console.activity.audit.Sentence.Part;

@DisplayName("An entry of the audit, said")
class SentenceTest {

    private static final String PAYROLL = "PayrollPayroll00";
    private static final String CONSOLE = "ConsoleConsole00";
    private static final Names NAMES = new Names("acme", false, Optional.of(CONSOLE), Map.of("7", new Named("Ada", "acme"), "8", new Named("Grace", "acme")), Map.of(PAYROLL, new Named("Payroll", "acme")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "secret.revoked          | Ada revoked a secret of application Payroll",
        "client.created          | Ada made application Payroll in environment prod",
        "client.changed          | Ada changed application Payroll: name, contact email",
        "person.invited          | Ada invited Grace",
        "tokens.revoked          | Ada ended tokens of application Payroll of Grace",
        "scope.deleted           | Ada deleted scope orders:read",
        "environment.changed     | Ada changed environment prod: name, contact email",
        "moon.landed             | Ada did moon.landed"})
    void says_who_did_what_to_what(String action, String sentence) {
        assertThat(said(line("7", "acme", action))).isEqualTo(sentence);
    }

    @ParameterizedTest
    @EnumSource(AuditAction.class)
    @DisplayName("for every action, also where the entry has nothing but the action")
    void knows_every_action(AuditAction action) {
        AuditLine bare = new AuditLine(1, Instant.EPOCH, "7", "acme", null, null, action.toString(), "acme", null, null, null, null, null, null, null, null, List.of());
        assertThat(said(bare)).startsWith("Ada ").doesNotContain("{", "[", "]", "  ");
        assertThat(said(line("7", "acme", action.toString()))).doesNotContain("{", "[", "not named");
    }

    @Test
    @DisplayName("leads to an application that is there, and names one that is gone by its identifier")
    void leads_to_what_is_there() {
        assertThat(Sentence.of(line("7", "acme", "secret.revoked"), NAMES).parts()).contains(new Part("Payroll", "/console/acme/applications/" + PAYROLL, true));
        Names without = new Names("acme", false, Optional.empty(), Map.of(), Map.of());
        assertThat(Sentence.of(line("7", "acme", "secret.revoked"), without).parts()).contains(new Part(PAYROLL + " (deleted since)", "", true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "9                | claviger | An operator of the platform",
        "9                | other    | Somebody of another tenant",
        "9                | acme     | 9 (deleted since)",
        "PayrollPayroll00 | acme     | Payroll",
        "retirement       | -        | Claviger by itself",
        "leak-report:gh   | -        | A leak scanner",
        "something-new    | -        | something-new"})
    @DisplayName("names whoever acted as far as the reader may know")
    void names_who_acted(String actor, String tenant, String name) {
        assertThat(Sentence.of(line(actor, tenant, "client.deleted"), NAMES).actor().text()).isEqualTo(name);
    }

    @Test
    @DisplayName("says through what a person acted")
    void says_through_what() {
        assertThat(Sentence.of(through(CONSOLE), NAMES).through()).isEqualTo("in the console");
        assertThat(Sentence.of(through(PAYROLL), NAMES).through()).isEqualTo("through Payroll");
        assertThat(Sentence.of(through("GoneGoneGoneGone0"), NAMES).through()).isEqualTo("through application GoneGoneGoneGone0");
        assertThat(Sentence.of(through(null), NAMES).through()).isEmpty();
    }

    private static AuditLine through(String client) {
        return new AuditLine(1, Instant.EPOCH, "7", "acme", client, null, "tenant.changed", "acme", null, null, null, null, null, null, null, null, List.of());
    }

    private static AuditLine line(String actor, String actorTenant, String action) {
        return new AuditLine(1, Instant.EPOCH, actor, actorTenant, null, null, action, "acme", "prod", PAYROLL, null, null, null, null, "orders:read", "8", List.of("name", "contact_email"));
    }

    private static String said(AuditLine line) {
        Sentence sentence = Sentence.of(line, NAMES);
        return sentence.actor().text() + " " + sentence.parts().stream().map(Part::text).collect(Collectors.joining());
    }
}

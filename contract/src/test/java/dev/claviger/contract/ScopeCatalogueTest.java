package dev.claviger.contract;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ScopeCatalogueTest {

    private final ScopeCatalogue catalogue = ScopeCatalogue.of(List.of(
            new ScopeDefinition("document", Scopes.of("document.app")),
            new ScopeDefinition("document.app", Scopes.of("document.app.folder")),
            new ScopeDefinition("document.app.folder", Scopes.NONE)));

    @Test
    void implication_reaches_as_far_as_it_goes() {
        assertThat(catalogue.entitles(Scopes.of("document"), "document.app.folder")).isTrue();
        assertThat(catalogue.entitles(Scopes.of("document"), Scopes.of("document", "document.app", "document.app.folder"))).isTrue();
    }

    @Test
    void implication_goes_one_way_and_is_never_guessed_from_names() {
        assertThat(catalogue.entitles(Scopes.of("document.app"), "document")).isFalse();
        assertThat(catalogue.entitles(Scopes.of("document"), "document.other")).isFalse();
    }

    @Test
    void names_all_that_a_scope_entitles_to() {
        assertThat(catalogue.withImplied(Scopes.of("document.app", "x"))).isEqualTo(Scopes.of("document.app", "document.app.folder", "x"));
    }

    @Test
    void every_needed_scope_must_be_there() {
        assertThat(catalogue.entitles(Scopes.of("document.app"), Scopes.of("document.app", "document.app.folder"))).isTrue();
        assertThat(catalogue.entitles(Scopes.of("document.app"), Scopes.of("document.app", "x"))).isFalse();
    }

    @Test
    void a_circle_of_implications_ends() {
        ScopeCatalogue circle = catalogue.with(new ScopeDefinition("document.app.folder", Scopes.of("document")));
        assertThat(circle.entitles(Scopes.of("document.app.folder"), "document.app")).isTrue();
    }

    @Test
    void nothing_implies_a_built_in_scope() {
        ScopeCatalogue trick = catalogue.with(new ScopeDefinition("document", Scopes.of(Scopes.ADMIN)));
        assertThat(trick.entitles(Scopes.of("document"), Scopes.ADMIN)).isFalse();
    }

    @Test
    void a_changed_catalogue_leaves_the_earlier_one_as_it_was() {
        ScopeCatalogue without = catalogue.without("document");
        assertThat(without.entitles(Scopes.of("document"), "document.app")).isFalse();
        assertThat(catalogue.entitles(Scopes.of("document"), "document.app")).isTrue();
    }
}

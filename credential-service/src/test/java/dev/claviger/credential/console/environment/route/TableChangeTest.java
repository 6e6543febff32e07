package dev.claviger.credential.console.environment.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.usage.gateway.RouteSpell;
import dev.claviger.credential.usage.gateway.RouteTable;
import dev.claviger.credential.usage.gateway.ToldRoute;

class TableChangeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static ToldRoute route(String id, String path, String... needs) {
        return new ToldRoute(id, List.of("GET"), path, List.of(), needs.length == 0, List.of(needs), false, Optional.empty(), Optional.empty());
    }

    private static RouteSpell spell(int size, ToldRoute... routes) {
        return new RouteSpell("0123456789abcdef", NOW, NOW, new RouteTable(size, List.of(routes)));
    }

    @Test
    @DisplayName("what came, went and changed is told, in the words of the list")
    void tells_what_came_went_and_changed() {
        RouteSpell before = spell(3, route("a", "/a", "x"), route("b", "/b", "x y", "z"), route("c", "/c", ""));
        RouteSpell now = spell(3, route("a", "/a", "x"), route("b", "/b"), route("d", "/d", ""));
        List<TableChange> changes = TableChange.of(List.of(now, before), 5);
        assertThat(changes.get(0).lines()).containsExactly(new TableChange.Line("Changed", "medium", "b", List.of("Needs: x y, or z → nothing: it is public")),
                new TableChange.Line("Added", "good", "d", List.of("GET /d", "Needs: any token")), new TableChange.Line("Removed", "high", "c", List.of("GET /c", "Needs: any token")));
        assertThat(changes.get(1)).returns(true, TableChange::isFirst).returns(3, TableChange::size).returns("0123456789ab", TableChange::name);
    }

    @Test
    void compares_the_last_that_is_shown_with_the_one_before_it() {
        assertThat(TableChange.of(List.of(spell(1, route("a", "/a")), spell(1, route("b", "/b"))), 1)).singleElement().returns(false, TableChange::isFirst);
    }

    @Test
    void says_that_a_table_was_not_told_whole() {
        assertThat(TableChange.of(List.of(spell(9, route("a", "/a")), spell(1, route("a", "/a"))), 1)).singleElement().returns(true, TableChange::isPartly).returns(List.of(), TableChange::lines);
    }
}

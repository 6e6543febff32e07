package dev.claviger.credential.console.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.scope.ScopeView;

@DisplayName("The drawn catalogue")
class ScopeTreeTest {

    @Test
    void has_below_each_scope_what_it_includes() {
        assertThat(drawn(scope("read"), scope("write", "read"), scope("all", "write", "export"), scope("export"), scope("alone")))
                .containsExactly("all", "- export", "- write", "-- read", "alone");
    }

    @Test
    @DisplayName("has a scope that several include below each of them, and what that includes below the first alone")
    void of_several_parents() {
        List<ScopeTree.Branch> lines = ScopeTree.of(List.of(scope("a", "shared"), scope("b", "shared"), scope("shared", "least"), scope("least")));
        assertThat(lines).extracting(ScopeTreeTest::line).containsExactly("a", "- shared", "-- least", "b", "- shared");
        assertThat(lines.get(1).others()).containsExactly("b");
        assertThat(lines.get(1).isAgain()).isFalse();
        assertThat(lines.get(4).others()).containsExactly("a");
        assertThat(lines.get(4).isAgain()).isTrue();
    }

    @Test
    void draws_a_circle_once() {
        assertThat(drawn(scope("a", "b"), scope("b", "c"), scope("c", "a"), scope("x"))).containsExactly("x", "a", "- b", "-- c", "--- a");
    }

    @Test
    @DisplayName("is no longer than there are inclusions, where everything includes everything below it")
    void does_not_blow_up() {
        ScopeView[] scopes = IntStream.range(0, 60).mapToObj(n -> scope(name(n), IntStream.range(n + 1, 60).mapToObj(ScopeTreeTest::name).toArray(String[]::new))).toArray(ScopeView[]::new);
        assertThat(drawn(scopes)).hasSize(1 + 60 * 59 / 2);
    }

    @Test
    void begins_with_what_is_looked_for() {
        assertThat(ScopeTree.of(List.of(scope("all", "write"), scope("write", "read"), scope("read")), scope -> scope.name().equals("write"))).extracting(ScopeTreeTest::line)
                .containsExactly("write", "- read");
    }

    private static String name(int n) {
        return "s" + (100 + n);
    }

    private static List<String> drawn(ScopeView... scopes) {
        return ScopeTree.of(List.of(scopes)).stream().map(ScopeTreeTest::line).toList();
    }

    private static String line(ScopeTree.Branch branch) {
        return branch.depth() == 0 ? branch.scope().name() : "-".repeat(branch.depth()) + " " + branch.scope().name();
    }

    private static ScopeView scope(String name, String... implied) {
        return new ScopeView(name, "what " + name + " is for", "low", List.of(implied), List.of("user", "account"), false);
    }
}

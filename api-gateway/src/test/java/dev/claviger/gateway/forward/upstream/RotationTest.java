package dev.claviger.gateway.forward.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.gateway.follow.Origin;
import dev.claviger.gateway.refuse.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RotationTest {

    private final UpstreamMetrics metrics = new UpstreamMetrics(new SimpleMeterRegistry());
    private final Upstream a = upstream("a");
    private final Upstream b = upstream("b");
    private final Upstream c = upstream("c");

    private Upstream upstream(String name) {
        return new Upstream(Origin.of("http://" + name + ".test").orElseThrow(), TestUpstreamConfig.of(Map.of("claviger.upstream.ejection.failures", "1")).ejection(), metrics);
    }

    @Test
    void gives_each_its_turn() {
        Rotation rotation = new Rotation(List.of(a, b, c));
        assertThat(List.of(rotation.next(), rotation.next(), rotation.next(), rotation.next())).containsExactly(a, b, c, a);
    }

    @Test
    void passes_over_who_is_ejected() {
        Rotation rotation = new Rotation(List.of(a, b, c));
        rotation.failed(b, Refusal.UPSTREAM_UNREACHABLE);
        assertThat(List.of(rotation.next(), rotation.next(), rotation.next())).containsExactly(a, c, a);
    }

    @Test
    void names_another_instead_of_the_one_that_failed() {
        Rotation rotation = new Rotation(List.of(a, b));
        assertThat(rotation.nextInsteadOf(a)).isSameAs(b);
        assertThat(rotation.nextInsteadOf(b)).isSameAs(a);
        rotation.failed(a, Refusal.UPSTREAM_UNREACHABLE);
        assertThat(rotation.nextInsteadOf(b)).isNull();
    }

    @Test
    void has_no_choice_with_only_one_and_never_ejects_it() {
        Rotation rotation = new Rotation(List.of(a));
        rotation.failed(a, Refusal.UPSTREAM_UNREACHABLE);
        assertThat(rotation.next()).isSameAs(a);
        assertThat(rotation.nextInsteadOf(a)).isNull();
    }

    @Test
    void refuses_when_there_is_none_or_none_is_left() {
        assertThatThrownBy(() -> new Rotation(List.of()).next()).hasMessage("no_upstream");
        Rotation rotation = new Rotation(List.of(a, b));
        rotation.failed(a, Refusal.UPSTREAM_UNREACHABLE);
        rotation.failed(b, Refusal.UPSTREAM_UNREACHABLE);
        assertThatThrownBy(rotation::next).hasMessage("upstreams_ejected");
    }
}

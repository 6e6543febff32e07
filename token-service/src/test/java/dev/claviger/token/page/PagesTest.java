package dev.claviger.token.page;

import io.vertx.core.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTest {

    @Test
    @DisplayName("a page that cannot be made is a failure, which has a page of its own, and no request that hangs")
    void what_throws_fails() {
        Future<Void> page = Future.succeededFuture("known").compose(Pages.once(known -> {
            throw new IllegalStateException("no such template");
        }));

        assertThat(page.failed()).isTrue();
        assertThat(page.cause()).hasMessage("no such template");
    }

    @Test
    void is_shown_once_it_is_known_and_not_before() {
        List<String> shown = new ArrayList<>();

        assertThat(Future.<String>failedFuture("outage").compose(Pages.once(shown::add)).failed()).isTrue();
        assertThat(shown).isEmpty();
        assertThat(Future.succeededFuture("known").compose(Pages.once(shown::add)).succeeded()).isTrue();
        assertThat(shown).containsExactly("known");
    }
}

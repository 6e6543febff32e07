package dev.claviger.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Files that pages load")
class AssetTest {

    @Test
    @DisplayName("are named after their content, so that one that changed is another")
    void a_name_follows_the_content() {
        Asset one = Asset.of("/assets/", "look", "css", "text/css", "assets/one.txt");
        Asset both = Asset.of("/assets/", "look", "css", "text/css", "assets/one.txt", "assets/two.txt");
        assertThat(one.path()).matches("/assets/look\\.[0-9a-f]{12}\\.css").isNotEqualTo(both.path());
        assertThat(new String(both.content(), StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
    }

    @Test
    void the_compressed_form_is_the_same_file() throws IOException {
        Asset look = Asset.of("/assets/", "look", "css", "text/css", "assets/look.css");
        assertThat(look.compressed().length).isLessThan(look.content().length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(look.compressed())).readAllBytes()).isEqualTo(look.content());
    }

    @Test
    void a_resource_that_is_not_there_is_named() {
        assertThatThrownBy(() -> Asset.of("/assets/", "look", "css", "text/css", "assets/none.css")).hasMessageContaining("assets/none.css");
    }
}

package dev.claviger.token.browser;

import dev.claviger.token.exchange.Parameters;

import java.util.Optional;

/** A form as it was posted, known to come from a page of ours in the same browser. */
public final class PostedForm {

    private final Parameters fields;

    PostedForm(Parameters fields) {
        this.fields = fields;
    }

    /** What was typed or chosen; empty where nothing was. */
    public Optional<String> text(String name) {
        return fields.text(name);
    }

    /** A field we wrote ourselves. */
    public String hidden(String name) {
        return fields.text(name).orElse("");
    }

    /** Whether the button of this name was pressed. */
    public boolean pressed(String button) {
        return fields.contains(button);
    }
}

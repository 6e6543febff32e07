package dev.claviger.gateway.route.file;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of a YAML or JSON document that knows where it stands, so that every complaint can point there. No value is
 * ever turned into a Java type the document asks for.
 */
public final class Located {

    private static final int LONGEST_DOCUMENT = 16 * 1024 * 1024;

    private final String file;
    private final Node node;

    private Located(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /** @throws InvalidRoutes when the text is no YAML or JSON */
    public static Located parse(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_DOCUMENT);
        try {
            // In JSON a tab is white space (RFC 8259 §2), and never inside a string; in YAML it may not indent.
            String readable = text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(readable));
            if (root == null) {
                throw new InvalidRoutes(file + ":1: the document is empty");
            }
            return new Located(file, root);
        } catch (MarkedYAMLException broken) {
            throw new InvalidRoutes(file + ":" + (broken.getProblemMark() == null ? 1 : broken.getProblemMark().getLine() + 1) + ": " + broken.getProblem());
        } catch (YAMLException broken) {
            throw new InvalidRoutes(file + ":1: " + broken.getMessage());
        }
    }

    String where() {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }

    public InvalidRoutes problem(String text) {
        return new InvalidRoutes(where() + ": " + text);
    }

    /** The members of an object in their order; one that stands twice is refused. */
    Map<String, Located> members() {
        if (!(node instanceof MappingNode mapping)) {
            throw problem("an object is expected here");
        }
        Map<String, Located> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = new Located(file, tuple.getKeyNode()).scalar();
            if (members.put(key, new Located(file, tuple.getValueNode())) != null) {
                throw new Located(file, tuple.getKeyNode()).problem("'" + key + "' stands twice");
            }
        }
        return members;
    }

    /** As {@link #members()}, and nothing but what is known: a misspelt key would silently mean nothing. */
    Map<String, Located> members(Set<String> known) {
        Map<String, Located> members = members();
        List<String> problems = unknown(members, known);
        if (!problems.isEmpty()) {
            throw new InvalidRoutes(problems);
        }
        return members;
    }

    /** A line for every member that is not known. */
    static List<String> unknown(Map<String, Located> members, Set<String> known) {
        List<String> problems = new ArrayList<>();
        members.forEach((key, value) -> {
            if (!known.contains(key)) {
                problems.add(value.where() + ": unknown key '" + key + "'; known are " + String.join(", ", known));
            }
        });
        return problems;
    }

    /** @throws InvalidRoutes when there is no such member */
    Located required(String name) {
        return member(name).orElseThrow(() -> problem("'" + name + "' is missing"));
    }

    /** The member, or empty when absent or this is no object. */
    public Optional<Located> member(String name) {
        return node instanceof MappingNode ? Optional.ofNullable(members().get(name)) : Optional.empty();
    }

    List<Located> elements() {
        if (!(node instanceof SequenceNode sequence)) {
            throw problem("a list is expected here");
        }
        List<Located> elements = new ArrayList<>();
        sequence.getValue().forEach(element -> elements.add(new Located(file, element)));
        return elements;
    }

    List<String> texts() {
        return elements().stream().map(Located::text).toList();
    }

    public String text() {
        if (!node.getTag().equals(Tag.STR)) {
            throw problem("a text is expected here");
        }
        return scalar();
    }

    boolean isText(String text) {
        return node.getTag().equals(Tag.STR) && scalar().equals(text);
    }

    /** A whole number in decimal digits, at most a thousand million. */
    int number() {
        if (!node.getTag().equals(Tag.INT) || !scalar().matches("[1-9][0-9]{0,8}|1000000000")) {
            throw problem("a whole number is expected here");
        }
        return Integer.parseInt(scalar());
    }

    boolean isTrue() {
        if (!node.getTag().equals(Tag.BOOL)) {
            throw problem("true or false is expected here");
        }
        return scalar().equalsIgnoreCase("true");
    }

    private String scalar() {
        if (!(node instanceof ScalarNode scalar)) {
            throw problem("a plain value is expected here");
        }
        return scalar.getValue();
    }
}

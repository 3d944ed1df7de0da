package io.hypervigil.alerting.template.value;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A type as Go names it in error texts and for {@code %T}, with its methods. Two of one name are
 * the same.
 *
 * <p>Thread: any, once the methods are added.
 */
public final class Type {

    public static final Type NOTHING = new Type("<nil>", Kind.NOTHING, "<nil>", null);
    public static final Type ANY = new Type("interface {}", Kind.ANY, "interface {}", null);
    public static final Type BOOL = new Type("bool", Kind.BOOL, "", null);
    public static final Type INT = new Type("int", Kind.INT, "", null);
    public static final Type INT64 = new Type("int64", Kind.INT, "", null);
    public static final Type UINT8 = new Type("uint8", Kind.UINT, "", null);
    public static final Type FLOAT = new Type("float64", Kind.FLOAT, "", null);
    public static final Type COMPLEX = new Type("complex128", Kind.COMPLEX, "", null);
    public static final Type STRING = new Type("string", Kind.STRING, "", null);
    public static final Type STRINGS = listOf(STRING);
    public static final Type ANYS = listOf(ANY);
    public static final Type STRING_MAP = mapOf(STRING);
    public static final Type ANY_MAP = mapOf(ANY);

    private final String name;
    private final Kind kind;
    private final String underlying;
    private final @Nullable Type element;
    private final Map<String, Function> methods = new LinkedHashMap<>();
    private Optional<java.util.function.Function<Value, String>> shown = Optional.empty();

    private Type(String name, Kind kind, String underlying, @Nullable Type element) {
        this.name = name;
        this.kind = kind;
        this.underlying = underlying;
        this.element = element;
    }

    /** A list without a name of its own. */
    public static Type listOf(Type element) {
        var name = "[]" + element.name;
        return new Type(name, Kind.LIST, name, element);
    }

    /** A map from strings without a name of its own. */
    public static Type mapOf(Type element) {
        var name = "map[string]" + element.name;
        return new Type(name, Kind.MAP, name, element);
    }

    /** A type of that name which is otherwise as another. */
    public static Type named(String name, Type like) {
        return new Type(name, like.kind, like.underlying, like.element);
    }

    /** A struct. */
    public static Type struct(String name) {
        return new Type(name, Kind.STRUCT, name, null);
    }

    /** A pointer to another; it has the same methods and prints in the same way. */
    public static Type pointerTo(Type other) {
        var pointer = new Type("*" + other.name, other.kind, "*" + other.underlying, other.element);
        pointer.methods.putAll(other.methods);
        pointer.shown = other.shown;
        return pointer;
    }

    /** The same type with one more method; only while types are made. */
    public Type with(Function method) {
        methods.put(method.name(), method);
        return this;
    }

    /** The same type, which prints in that way. */
    public Type shownAs(java.util.function.Function<Value, String> text) {
        shown = Optional.of(text);
        return this;
    }

    public String name() {
        return name;
    }

    /** The name of what it points to, where it is a pointer; otherwise its own. */
    public String pointed() {
        return isPointer() ? name.substring(1) : name;
    }

    public Kind kind() {
        return kind;
    }

    /** Of what its elements are; anything where it has none. */
    public Type element() {
        return element == null ? ANY : element;
    }

    /** The method of that name. */
    public Optional<Function> method(String method) {
        return Optional.ofNullable(methods.get(method));
    }

    /** How a value of this type prints itself, where it does. */
    public Optional<java.util.function.Function<Value, String>> shown() {
        return shown;
    }

    public boolean isPointer() {
        return name.startsWith("*");
    }

    /**
     * Whether Go's templates let a value of this type stand where the other is wanted; a pointer
     * stands for what it points to.
     */
    public boolean isAssignableTo(Type wanted) {
        return wanted.kind == Kind.ANY
                || pointed().equals(wanted.name)
                || name.equals(wanted.name)
                || (!underlying.isEmpty()
                        && underlying.equals(wanted.underlying)
                        && (isUnnamed() || wanted.isUnnamed()));
    }

    private boolean isUnnamed() {
        return name.equals(underlying);
    }

    /** What a variable of this type holds before anything is put into it. */
    public Value zero() {
        return switch (kind) {
            case BOOL -> new Value.Bool(false);
            case INT, UINT -> new Value.Whole(0, this);
            case FLOAT -> new Value.Real(0);
            case COMPLEX -> new Value.Complex(0, 0);
            case STRING -> new Value.Text("", this);
            case NOTHING, LIST, MAP, STRUCT, ANY -> Value.nothing();
        };
    }

    @Override
    public String toString() {
        return name;
    }
}

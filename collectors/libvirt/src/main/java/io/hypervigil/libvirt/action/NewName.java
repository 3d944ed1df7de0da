package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Parameter;
import java.util.regex.Pattern;

/** The name of a VM that is to be made here: it names files and the guest itself too. */
final class NewName {

    static final Parameter NAME =
            Parameter.positional("name", new Parameter.Type.Text(63), "The name of the new VM");

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+@-]{0,62}");

    private NewName() {}

    static String of(ActionCall call) throws ActionFailure {
        var name = call.text(NAME.name()).orElse("");
        if (!PATTERN.matcher(name).matches()) {
            throw Refusal.of(
                    Kind.INVALID,
                    "name: 1 to 63 letters, digits, '.', '_', '+', '@' and '-' expected",
                    "it names files too");
        }
        return name;
    }
}

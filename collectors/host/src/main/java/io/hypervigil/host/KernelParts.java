package io.hypervigil.host;

import io.hypervigil.host.load.Loadavg;
import java.util.List;

/** What /proc says of the kernel, its memory and its network. */
final class KernelParts {

    static final List<PartType> ALL =
            List.of(
                    new PartType(
                            Loadavg.GROUP,
                            Loadavg.FAMILIES,
                            Lane.KERNEL,
                            (files, _, _) -> new Loadavg(files.proc())));

    private KernelParts() {}
}

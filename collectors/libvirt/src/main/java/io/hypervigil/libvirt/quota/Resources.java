package io.hypervigil.libvirt.quota;

import io.hypervigil.collect.quota.Resource;
import java.util.List;

/** What there is a quota of. */
final class Resources {

    static final List<Resource<Amounts, QuotaLimits>> ALL =
            List.of(
                    new Resource<>("vcpus", Amounts::vcpus, QuotaLimits::vcpus),
                    new Resource<>("memory bytes", Amounts::memoryBytes, QuotaLimits::memoryBytes),
                    new Resource<>("disk bytes", Amounts::diskBytes, QuotaLimits::diskBytes),
                    new Resource<>("gpus", Amounts::gpus, QuotaLimits::gpus));

    private Resources() {}
}

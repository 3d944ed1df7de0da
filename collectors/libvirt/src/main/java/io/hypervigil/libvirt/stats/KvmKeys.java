package io.hypervigil.libvirt.stats;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.libvirt.domain.VirtFamily;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of KVM's statistics, each taken apart once.
 *
 * <p>Thread: any.
 */
final class KvmKeys {

    /** Only what can be a metric's name becomes one; the kernel's own names are such. */
    private static final Pattern KEY =
            Pattern.compile(
                    "(?:vm|vcpu\\.(?<vcpu>0|[1-9][0-9]{0,4}))"
                            + "\\.(?<stat>[a-z][a-z0-9_]{0,47})\\.(?<type>cur|sum|max)");

    /** 40 vCPUs of a hundred domains have the same few thousand. */
    private static final int KEPT = 1 << 14;

    /** Kernels have some hundred. */
    private static final int MOST_FAMILIES = 512;

    private final Group group;
    private final Map<String, Optional<Parsed>> known = new ConcurrentHashMap<>();
    private final Map<String, Family> families = new ConcurrentHashMap<>();

    KvmKeys(Group group) {
        this.group = group;
    }

    /**
     * A key of KVM's.
     *
     * @param vcpu its number, or "" for the whole domain
     */
    record Parsed(Family family, Unit unit, String vcpu) {}

    /** What a key stands for; empty where it is none of KVM's. */
    Optional<Parsed> of(String key) {
        if (!key.startsWith("v")) {
            return Optional.empty();
        }
        var parsed = known.get(key);
        if (parsed == null) {
            parsed = parse(key);
            if (known.size() < KEPT) {
                known.put(key, parsed);
            }
        }
        return parsed;
    }

    private Optional<Parsed> parse(String key) {
        var matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var name = familyName(matcher);
        if (families.size() >= MOST_FAMILIES && !families.containsKey(name)) {
            return Optional.empty();
        }
        var vcpu = Optional.ofNullable(matcher.group("vcpu")).orElse("");
        var family = families.computeIfAbsent(name, _ -> family(name, matcher, vcpu));
        var unit = matcher.group("stat").endsWith("_ns") ? Unit.NANOSECONDS : Unit.ONE;
        return Optional.of(new Parsed(family, unit, vcpu));
    }

    private static String familyName(Matcher matcher) {
        var stat = matcher.group("stat");
        var base = stat.endsWith("_ns") ? stat.substring(0, stat.length() - 3) + "_seconds" : stat;
        var scope = matcher.group("vcpu") == null ? "vm_" : "vcpu_";
        return "libvirt_domain_kvm_"
                + scope
                + base
                + switch (matcher.group("type")) {
                    case "sum" -> "_total";
                    case "max" -> "_maximum";
                    default -> "";
                };
    }

    private Family family(String name, Matcher matcher, String vcpu) {
        var help =
                "KVM's "
                        + matcher.group("stat")
                        + ", from libvirt's "
                        + (vcpu.isEmpty() ? "vm." : "vcpu.N.")
                        + matcher.group("stat")
                        + '.'
                        + matcher.group("type")
                        + '.';
        var labels = vcpu.isEmpty() ? new String[] {"domain"} : new String[] {"domain", "vcpu"};
        return matcher.group("type").equals("sum")
                ? VirtFamily.counter(group, name, help, labels)
                : VirtFamily.gauge(group, name, help, labels);
    }
}

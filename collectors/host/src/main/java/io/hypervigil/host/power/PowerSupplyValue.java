package io.hypervigil.host.power;

import io.hypervigil.collect.Family;
import java.util.HashMap;
import java.util.Map;

/**
 * How a file of a power supply is exposed.
 *
 * @param family its family
 * @param divisor from the kernel's unit to the exposed one
 */
record PowerSupplyValue(Family family, double divisor) {

    /** File and name where they differ. */
    private static final String PLAIN =
            """
            authentic
            calibrate
            capacity
            capacity_alert_max
            capacity_alert_min
            cycle_count cyclecount
            online
            present
            time_to_empty_now time_to_empty_seconds
            time_to_full_now time_to_full_seconds
            """;

    private static final String MICRO =
            """
            charge_control_limit
            charge_control_limit_max
            charge_counter
            charge_empty
            charge_empty_design
            charge_full
            charge_full_design
            charge_now charge_ampere
            charge_term_current
            constant_charge_current
            constant_charge_current_max
            constant_charge_voltage
            constant_charge_voltage_max
            current_boot
            current_max
            current_now current_ampere
            energy_empty
            energy_empty_design
            energy_full
            energy_full_design
            energy_now energy_watthour
            input_current_limit
            power_now power_watt
            precharge_current
            voltage_boot
            voltage_max
            voltage_max_design
            voltage_min
            voltage_min_design
            voltage_now voltage_volt
            voltage_ocv
            """;

    private static final String TENTHS =
            """
            temp temp_celsius
            temp_alert_max temp_alert_max_celsius
            temp_alert_min temp_alert_min_celsius
            temp_ambient temp_ambient_celsius
            temp_ambient_max temp_ambient_max_celsius
            temp_ambient_min temp_ambient_min_celsius
            temp_max temp_max_celsius
            temp_min temp_min_celsius
            """;

    static final Map<String, PowerSupplyValue> OF_FILE = table();

    private static Map<String, PowerSupplyValue> table() {
        var table = new HashMap<String, PowerSupplyValue>();
        fill(table, PLAIN, 1);
        fill(table, MICRO, 1e6);
        fill(table, TENTHS, 10);
        return Map.copyOf(table);
    }

    private static void fill(Map<String, PowerSupplyValue> table, String rows, double divisor) {
        rows.lines()
                .forEach(
                        row -> {
                            var file = row.split(" ", -1)[0];
                            var name = row.substring(row.indexOf(' ') + 1);
                            var help = "Value of /sys/class/power_supply/NAME/" + file + ".";
                            var family = PowerSupplies.VALUE.named(name, help);
                            table.put(file, new PowerSupplyValue(family, divisor));
                        });
    }

    double inUnit(long kernelValue) {
        return kernelValue / divisor;
    }
}

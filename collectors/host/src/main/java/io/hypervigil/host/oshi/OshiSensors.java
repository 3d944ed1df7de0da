package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.util.List;

/**
 * The CPU's temperature and voltage, and fans: as if there were one chip called oshi.
 *
 * <pre>
 * node_hwmon_temp_celsius{chip="oshi",sensor="cpu"} 48.25
 * node_hwmon_fan_rpm{chip="oshi",sensor="fan1"} 1200
 * </pre>
 */
public final class OshiSensors implements HostPart {

    public static final Group GROUP = Group.on("hwmon", "sensors, by OSHI");

    static final Family TEMPERATURE = value("temp_celsius", "Temperature in degrees Celsius.");
    static final Family VOLTAGE = value("in_volts", "Voltage in volts.");
    static final Family FAN = value("fan_rpm", "Revolutions of a fan a minute.");

    public static final List<Family> FAMILIES = List.of(TEMPERATURE, VOLTAGE, FAN);

    private static final String CHIP = "oshi";

    @Override
    public void sample(SampleSink sink) {
        var sensors = Oshi.hardware().getSensors();
        map(sensors.getCpuTemperature(), sensors.getCpuVoltage(), sensors.getFanSpeeds(), sink);
    }

    /** OSHI gives 0 (or not a number) for what it cannot read. */
    static void map(double celsius, double volts, int[] fans, SampleSink sink) {
        boolean isHot = celsius > 0;
        boolean isPowered = volts > 0;
        if (!isHot && !isPowered && fans.length == 0) {
            throw new NotHere("OSHI finds no sensors here");
        }
        if (isHot) {
            sink.add(TEMPERATURE, celsius, CHIP, "cpu");
        }
        if (isPowered) {
            sink.add(VOLTAGE, volts, CHIP, "cpu");
        }
        for (int i = 0; i < fans.length; i++) {
            sink.add(FAN, fans[i], CHIP, "fan" + (i + 1));
        }
    }

    private static Family value(String name, String help) {
        return Family.gauge(GROUP, "node_hwmon_" + name, help, "chip", "sensor");
    }
}

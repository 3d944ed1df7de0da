package io.hypervigil.host.sensor;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.host.part.NameFilter;

/**
 * Which chips and sensors are read.
 *
 * @param chipInclude chips to read
 * @param chipExclude chips to leave out
 * @param sensorInclude sensors to read, as {@code CHIP;SENSOR}
 * @param sensorExclude sensors to leave out, as {@code CHIP;SENSOR}
 */
public record HwmonSettings(
        @Setting(help = "pattern of chips to read; not beside chip_exclude") String chipInclude,
        @Setting(help = "pattern of chips to leave out; not beside chip_include")
                String chipExclude,
        @Setting(help = "pattern of CHIP;SENSOR to read; not beside sensor_exclude")
                String sensorInclude,
        @Setting(help = "pattern of CHIP;SENSOR to leave out; not beside sensor_include")
                String sensorExclude) {

    public HwmonSettings {
        NameFilter.requireOneOf("chip_include", chipInclude, "chip_exclude", chipExclude);
        NameFilter.requireOneOf("sensor_include", sensorInclude, "sensor_exclude", sensorExclude);
    }
}

package io.hypervigil.nvml.driver;

import io.hypervigil.nvml.jna.NvmlLibrary;

/**
 * The versions of driver, library and CUDA; "" where the library does not say.
 *
 * @param driver {@code 550.54.15}
 * @param nvml {@code 12.550.54.15}
 * @param cuda {@code 12.4}
 */
public record DriverVersions(String driver, String nvml, String cuda) {

    private static final int MAJOR = 1000;
    private static final int MINOR = 10;

    static DriverVersions of(NvmlLibrary library) {
        return new DriverVersions(
                library.nvmlSystemGetDriverVersion().answer().orElse(""),
                library.nvmlSystemGetNVMLVersion().answer().orElse(""),
                library.nvmlSystemGetCudaDriverVersion()
                        .answer()
                        .map(number -> number / MAJOR + "." + number % MAJOR / MINOR)
                        .orElse(""));
    }

    /** The driver's branch: 550; 0 where it is not known. */
    public int branch() {
        var first = driver.split("\\.", 2)[0];
        return !first.isEmpty() && first.length() <= 4 && first.chars().allMatch(Character::isDigit)
                ? Integer.parseInt(first)
                : 0;
    }
}

package io.hypervigil.exposition;

/** The formats a page can be written in. */
public enum PageFormat {
    /** Prometheus' text format 0.0.4, and what is given where nothing else is asked for. */
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics 1.0.0. */
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    PageFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The value of the Content-Type header. */
    public String contentType() {
        return contentType;
    }

    /**
     * The format that a client likes best of those we have, by its Accept header.
     *
     * @param accept the header, "" where there is none
     */
    public static PageFormat accepted(String accept) {
        double openMetrics = -1;
        double plain = -1;
        for (String part : accept.split(",", 64)) {
            var media = MediaRange.parse(part);
            if (media.isOpenMetrics()) {
                openMetrics = Math.max(openMetrics, media.quality());
            } else if (media.isPlain()) {
                plain = Math.max(plain, media.quality());
            }
        }
        return openMetrics > 0 && openMetrics >= plain ? OPEN_METRICS : PROMETHEUS;
    }

    /** One member of an Accept header. */
    private record MediaRange(String type, String version, double quality) {

        static MediaRange parse(String part) {
            var pieces = part.split(";", 16);
            String version = "";
            double quality = 1;
            for (int i = 1; i < pieces.length; i++) {
                var parameter = pieces[i].strip();
                if (parameter.startsWith("version=")) {
                    version = parameter.substring(8).replace("\"", "");
                } else if (parameter.startsWith("q=")) {
                    quality = qualityOf(parameter.substring(2));
                }
            }
            return new MediaRange(pieces[0].strip(), version, quality);
        }

        private static double qualityOf(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException _) {
                return 0;
            }
        }

        boolean isOpenMetrics() {
            return type.equals("application/openmetrics-text")
                    && (version.isEmpty() || version.equals("1.0.0"));
        }

        boolean isPlain() {
            return type.equals("text/plain") && (version.isEmpty() || version.equals("0.0.4"));
        }
    }
}

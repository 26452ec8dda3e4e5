package sweep

import (
	"fmt"
	"io"
)

// Table writes what a sweep has found as text: a line a dimension, a line a
// run that has no accuracy, and a line a bar.
func (s Sweep) Table(out io.Writer, results []Result) {
	fmt.Fprintf(out, "%9s  %-6s  %s\n", "d", "mean", "by seed")
	for _, p := range Points(results) {
		fmt.Fprintf(out, "%9d  %.4f  %.4f\n", p.Dim, p.Mean, p.Accuracy)
	}
	if p := Baseline(results); len(p.Accuracy) > 0 {
		fmt.Fprintf(out, "%9s  %.4f  %.4f\n", "baseline", p.Mean, p.Accuracy)
	}
	for _, r := range results {
		if r.Error != "" {
			fmt.Fprintf(out, "%9d  seed %d has no accuracy: %s\n", r.Dim, r.Seed, r.Error)
		}
	}
	a := s.Answer(results)
	fmt.Fprintf(out, "d_int%.0f, absolute:     %s\n", 100*s.Bar, a.Absolute)
	if a.Baseline > 0 {
		fmt.Fprintf(out, "d_int%.0f, own baseline: %s\n", 100*s.Bar, a.Own)
	}
}

// String says where a crossing is, as far as is known.
func (c Crossing) String() string {
	switch {
	case c.Above == 0:
		return fmt.Sprintf("accuracy %.4f is not reached at d = %d", c.Bar, c.Below)
	case c.Below == 0:
		return fmt.Sprintf("at most %d, where accuracy %.4f is reached already", c.Above, c.Bar)
	case c.Low == c.High:
		return fmt.Sprintf("%.0f, between the tried %d and %d (accuracy %.4f)", c.Dim, c.Below, c.Above, c.Bar)
	}
	return fmt.Sprintf("%.0f, 95%% between %s and %s (accuracy %.4f)", c.Dim, end(c.Low), end(c.High), c.Bar)
}

// end writes an end of an interval.
func end(d float64) string {
	if d == 0 {
		return "what was not tried"
	}
	return fmt.Sprintf("%.0f", d)
}

package main

import (
	"fmt"
	"io"
)

// report prints every study and every claim, and says whether all hold.
func report(out io.Writer, all map[string]measured) (hold bool) {
	for _, st := range studies() {
		fmt.Fprintln(out, st.name)
		m := all[st.name]
		m.Table(out, m.results)
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "%-52s %8s  band\n", "claim", "measured")
	hold = true
	for _, c := range claims() {
		x := c.of(all)
		verdict := "holds"
		if !c.holds(x) {
			verdict, hold = "FAILS", false
		}
		fmt.Fprintf(out, "%-52s %8.4g  %-14s %s\n", c.what, x, c.band(), verdict)
	}
	return hold
}

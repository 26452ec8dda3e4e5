package main

import (
	"fmt"
	"io"
)

// report prints every study and every claim of some topics, and says whether all hold.
func report(out io.Writer, topics []topic, all map[string]measured) bool {
	var claims []claim
	for _, t := range topics {
		claims = append(claims, t.claims()...)
		if t.studies == nil {
			continue
		}
		for _, st := range t.studies() {
			fmt.Fprintln(out, st.name)
			m := all[st.name]
			m.Table(out, m.results)
			fmt.Fprintln(out)
		}
	}
	return hold(out, claims, all)
}

// hold prints claims and says whether all hold.
func hold(out io.Writer, claims []claim, all map[string]measured) bool {
	fmt.Fprintf(out, "%-52s %8s  band\n", "claim", "measured")
	holds := true
	for _, c := range claims {
		x := c.of(all)
		verdict := "holds"
		if !c.holds(x) {
			verdict, holds = "FAILS", false
		}
		fmt.Fprintf(out, "%-52s %8.4g  %-14s %s\n", c.what, x, c.band(), verdict)
	}
	return holds
}

package charts

import (
	"strings"
	"testing"
)

func TestRows_SVG(t *testing.T) {
	r := Rows{Title: "few & far", XLabel: "accuracy", Notes: []string{"of a study"}, Rows: []Row{
		{Name: "written", Words: "12.5%", Mean: .125, Dots: []Dot{{X: .125, Title: "seed 0"}}},
		{Name: "<learned>", Words: "80.0% ± 1.0%", Slot: 1, Mean: .8, Dots: []Dot{{X: .79, Title: "seed 0"}, {X: .81, Title: "seed 1"}}},
	}}
	svg := r.SVG(340)
	count := wellFormed(t, svg)
	want(t, "points and the document have titles", count["title"], 4)
	for _, part := range []string{"few &amp; far", "&lt;learned&gt;", "80.0% ± 1.0%", "of a study", ">0.2<", ">1<"} {
		if !strings.Contains(svg, part) {
			t.Errorf("no %q in %s", part, svg)
		}
	}
	want(t, "the axis begins below all values", r.Floor(), .1)
	r.Rows = r.Rows[1:]
	want(t, "and near them", r.Floor(), .7)
	wellFormed(t, Rows{}.SVG(340))
	f := frameOf(340, r.Height())
	if bottom := f.top + rowHeight*float64(len(r.Rows)); bottom != f.bottom {
		t.Errorf("rows end at %v, the frame at %v", bottom, f.bottom)
	}
}

func TestTrade_SVG(t *testing.T) {
	level := &Priced{Name: "as it is", Mean: .5, Low: .5, High: .5}
	trade := Trade{Title: "accuracy", XLabel: "trained", YLabel: "accuracy", Level: level, Notes: []string{"of a study"}, Points: []Priced{
		{Name: "few", Cost: 64, Mean: .6, Low: .58, High: .62, Title: "few, 64"}, {Name: "many", Cost: 60000, Mean: .9, Low: .9, High: .9, Title: "many, 60,000"}}}
	svg := trade.SVG(340, 300)
	want(t, "points and the document have titles", wellFormed(t, svg)["title"], 3)
	for _, part := range []string{">few<", ">many<", ">as it is<", ">1,000<", "of a study", `stroke-dasharray="` + Dash(Guide)} {
		if !strings.Contains(svg, part) {
			t.Errorf("no %q in %s", part, svg)
		}
	}
	f := trade.frame(340, 300)
	if f.y0 >= .5 || f.y1 > 1 || f.y1 <= .9 {
		t.Errorf("the axis of shares goes from %v to %v", f.y0, f.y1)
	}
	trade.Log, trade.Points[1].Mean, trade.Points[1].Low, trade.Points[1].High = true, .002, .002, .002
	if f := trade.frame(340, 300); f.y(.002) > f.bottom || !strings.Contains(trade.SVG(340, 300), ">0.01<") {
		t.Errorf("the axis of losses goes from %v to %v", f.y0, f.y1)
	}
	trade.Points, trade.Level = trade.Points[:1], nil
	wellFormed(t, trade.SVG(340, 300))
}

// Names stand clear of each other, of all points and of the edges, also where points
// crowd.
func TestFrame_free(t *testing.T) {
	trade := Trade{}
	for i, name := range []string{"Prompt tuning", "LLaMA-Adapter", "BitFit", "Prefix tuning", "SSF", "Adapters"} {
		trade.Points = append(trade.Points, Priced{Name: name, Cost: 640 + 60*float64(i), Mean: .6, Low: .6, High: .6})
	}
	for _, width := range []int{340, 620} {
		f := trade.frame(width, 380)
		var taken []rectangle
		for _, p := range trade.Points {
			taken = append(taken, rectangle{f.x(p.Cost) - 5, f.y(p.Mean) - 5, f.x(p.Cost) + 5, f.y(p.Mean) + 5})
		}
		for _, p := range trade.Points {
			at := f.free(taken, f.x(p.Cost), f.y(p.Mean), widthOf(p.Name, nameSize))
			for _, other := range taken {
				if at.meets(other) {
					t.Errorf("in %d pixels %s covers something", width, p.Name)
				}
			}
			if at.left < 0 || at.right > float64(width) {
				t.Errorf("in %d pixels %s leaves the chart", width, p.Name)
			}
			taken = append(taken, at)
		}
	}
}

func TestLine_XAt(t *testing.T) {
	line := Line{Unit: true, XAt: []float64{1, 2, 4, 8, 16}, Series: []Series{{X: []float64{1, 4, 16}, Y: []float64{.2, .4, .6}}}}
	svg := Stack(340, 300, line)
	wellFormed(t, svg)
	for _, tick := range []string{">1<", ">2<", ">4<", ">8<", ">16<"} {
		if !strings.Contains(svg, tick) {
			t.Errorf("no %s in %s", tick, svg)
		}
	}
	f := frameOf(340, 300)
	f.logX, f.x0, f.x1 = true, 1/aside, 16*aside
	if middle := num(f.x(4)) + " "; !strings.Contains(svg, "L"+middle) || num(f.x(4)) != num((f.left+f.right)/2) {
		t.Errorf("4 does not stand in the middle of 1 to 16: %s", svg)
	}
}

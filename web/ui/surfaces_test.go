package ui

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"petri/web/protocol"
	"petri/web/ui/lab"
)

func someSurface() *protocol.Surface {
	return &protocol.Surface{Landscape: protocol.Landscape{Plane: "path"}, Rows: 2, Cols: 3, X: protocol.Axis{Low: -1, High: 1}, Y: protocol.Axis{Low: 0, High: 4},
		Values: protocol.Floats{1, 2, 3, 4, .5, float32(math.NaN())}}
}

func TestSurfaceNPY(t *testing.T) {
	b := surfaceNPY(someSurface())
	size := int(binary.LittleEndian.Uint16(b[8:]))
	header := string(b[10 : 10+size])
	if string(b[:8]) != "\x93NUMPY\x01\x00" || (10+size)%64 != 0 || !strings.HasSuffix(header, "\n") || !strings.Contains(header, "'shape': (2, 3), ") {
		t.Errorf("the header is %q", header)
	}
	values := b[10+size:]
	if len(values) != 24 || math.Float32frombits(binary.LittleEndian.Uint32(values[16:])) != .5 {
		t.Errorf("the values are %v", values)
	}
}

func TestSurfaceCSV(t *testing.T) {
	want := "x,y,loss\n-1,0,1\n0,0,2\n1,0,3\n-1,4,4\n0,4,0.5\n" // and nothing of what is not known
	if got := string(surfaceCSV(someSurface(), lab.Commas)); got != want {
		t.Errorf("%q", got)
	}
}

func TestLowestOfASurface(t *testing.T) {
	if x, y, loss := lowest(someSurface()); x != 0 || y != 4 || loss != .5 {
		t.Errorf("%v at (%v,%v)", loss, x, y)
	}
	off, differs := floats([]protocol.Place{{Off: 1, Loss: 2, Over: 2.5}, {Off: 3, Loss: 1, Over: 1}})
	if off != 3 || differs != .5 {
		t.Errorf("%v off, by %v", off, differs)
	}
}

import os

here = os.path.dirname(os.path.abspath(__file__))
app = os.path.dirname(here)
with open(os.path.join(app, "default", "app.conf"), "a") as conf:
    conf.write("\n[scribble]\n")
os.remove(os.path.join(here, "exits_2.py"))
os.rename(os.path.join(here, "hangs.py"), os.path.join(here, "renamed.py"))

package im.gateway.loadtest.oscar;

import im.gateway.loadtest.legacy.LegacyNetworkContract;
import im.gateway.loadtest.legacy.LegacySide;
import im.gateway.node.oscar.AimNetworkFactory;

class AimContractTest extends LegacyNetworkContract {
    @Override
    protected LegacySide open() {
        return new OscarSide(new AimNetworkFactory(), OscarSide.Names.AIM, Options.local(), "");
    }
}
